/** Delivery streams: made, described, listed, updated, deleted. */
@NullMarked
package io.millrace.server.firehose.streams;

import org.jspecify.annotations.NullMarked;
