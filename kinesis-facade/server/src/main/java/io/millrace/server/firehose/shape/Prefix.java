package io.millrace.server.firehose.shape;

/** What the names of objects begin with, in the prefix language. */
public record Prefix(String value) {

    @Override
    public String toString() {
        return value;
    }
}
