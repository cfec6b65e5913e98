/** Which delivery stream is meant. */
@NullMarked
package io.millrace.server.firehose.lookup;

import org.jspecify.annotations.NullMarked;
