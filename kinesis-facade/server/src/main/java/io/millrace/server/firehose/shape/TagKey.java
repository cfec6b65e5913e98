package io.millrace.server.firehose.shape;

/** The name of a tag. */
public record TagKey(String value) {

    @Override
    public String toString() {
        return value;
    }
}
