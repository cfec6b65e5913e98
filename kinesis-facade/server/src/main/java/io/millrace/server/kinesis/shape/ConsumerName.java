package io.millrace.server.kinesis.shape;

/** The name of a registered consumer. */
public record ConsumerName(String value) {

    @Override
    public String toString() {
        return value;
    }
}
