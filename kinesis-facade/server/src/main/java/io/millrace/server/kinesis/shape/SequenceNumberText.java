package io.millrace.server.kinesis.shape;

/** A sequence number as the client wrote it; it may be none that was ever given out. */
public record SequenceNumberText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
