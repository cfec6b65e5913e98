/**
 * What a Kafka-native producer needs to write to a stream.
 *
 * <p>Start at {@link io.millrace.mapping.kafka.RecordHashKey}.
 */
@NullMarked
package io.millrace.mapping.kafka;

import org.jspecify.annotations.NullMarked;
