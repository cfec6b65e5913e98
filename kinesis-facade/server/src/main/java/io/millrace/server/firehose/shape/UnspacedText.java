package io.millrace.server.firehose.shape;

/** Text without white space. */
public record UnspacedText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
