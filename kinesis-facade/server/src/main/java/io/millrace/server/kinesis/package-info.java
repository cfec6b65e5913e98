/**
 * Amazon Kinesis Data Streams. Start at {@code KinesisApi}, the table of its operations; each is a class in one of the
 * rooms below.
 */
@NullMarked
package io.millrace.server.kinesis;

import org.jspecify.annotations.NullMarked;
