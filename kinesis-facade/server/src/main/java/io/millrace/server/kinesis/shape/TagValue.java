package io.millrace.server.kinesis.shape;

/** The value of a tag; it may be empty. */
public record TagValue(String value) {

    @Override
    public String toString() {
        return value;
    }
}
