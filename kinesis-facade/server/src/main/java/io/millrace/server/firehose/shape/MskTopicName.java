package io.millrace.server.firehose.shape;

/** The name of a Kafka topic that is no stream of this service. */
public record MskTopicName(String value) {

    @Override
    public String toString() {
        return value;
    }
}
