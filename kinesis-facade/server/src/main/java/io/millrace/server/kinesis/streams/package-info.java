/** Streams: made, described, listed, changed and deleted. */
@NullMarked
package io.millrace.server.kinesis.streams;

import org.jspecify.annotations.NullMarked;
