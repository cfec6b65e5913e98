package io.millrace.server.firehose.shape;

/** What a client calls the Kafka cluster of its topic. There is one here, whatever it is called. */
public record MskClusterArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
