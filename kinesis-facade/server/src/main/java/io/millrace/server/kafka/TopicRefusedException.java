package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;

/** Kafka will never make this topic: its name is too like another's, or the cluster's rules forbid it. */
public final class TopicRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicRefusedException(StreamName stream, Throwable cause) {
        super("Kafka refuses a topic for stream " + stream + ": " + cause.getMessage(), cause);
    }
}
