package io.millrace.server.firehose.shape;

/** The value of a tag. */
public record TagValue(String value) {

    @Override
    public String toString() {
        return value;
    }
}
