/**
 * What a Kafka-native producer needs to write to a stream as a Kinesis producer does: docs/kafka-native.md.
 *
 * <p>Start at {@link io.millrace.mapping.kafka.ShardPartitioner}.
 */
@NullMarked
package io.millrace.mapping.kafka;

import org.jspecify.annotations.NullMarked;
