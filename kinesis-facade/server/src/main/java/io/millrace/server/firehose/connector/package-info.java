/** A delivery stream as the properties of a connector. Pure: nothing is asked, and what cannot be said in properties is refused. */
@NullMarked
package io.millrace.server.firehose.connector;

import org.jspecify.annotations.NullMarked;
