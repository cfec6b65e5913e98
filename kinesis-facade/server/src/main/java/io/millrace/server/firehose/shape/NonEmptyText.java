package io.millrace.server.firehose.shape;

/** Text with something in it. */
public record NonEmptyText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
