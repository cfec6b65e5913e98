/** What speaks to the places that records are delivered to. */
@NullMarked
package io.millrace.firehose.destination;

import org.jspecify.annotations.NullMarked;
