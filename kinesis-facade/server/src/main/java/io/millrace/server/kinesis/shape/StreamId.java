package io.millrace.server.kinesis.shape;

/** Reserved by the service for future use: accepted and ignored. */
public record StreamId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
