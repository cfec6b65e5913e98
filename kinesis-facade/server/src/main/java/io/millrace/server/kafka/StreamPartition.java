package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import org.apache.kafka.common.TopicPartition;

/** A partition of one life of a stream's topic. */
public record StreamPartition(StreamName stream, String incarnation, int partition) {

    TopicPartition inKafka() {
        return new TopicPartition(stream.value(), partition);
    }
}
