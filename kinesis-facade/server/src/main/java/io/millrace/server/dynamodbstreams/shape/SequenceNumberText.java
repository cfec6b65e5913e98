package io.millrace.server.dynamodbstreams.shape;

/** A sequence number as a client wrote it. */
public record SequenceNumberText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
