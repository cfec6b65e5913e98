/**
 * How Kinesis' names, shards, hash keys and sequence numbers lie on Kafka's topics, partitions and offsets. Values and
 * arithmetic alone: nothing here logs, reads a clock or does I/O.
 */
@NullMarked
package io.millrace.mapping;

import org.jspecify.annotations.NullMarked;
