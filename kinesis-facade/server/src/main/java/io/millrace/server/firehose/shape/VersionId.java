package io.millrace.server.firehose.shape;

/** Counts the configurations of a destination. */
public record VersionId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
