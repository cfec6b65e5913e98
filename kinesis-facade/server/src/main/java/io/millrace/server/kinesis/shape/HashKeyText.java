package io.millrace.server.kinesis.shape;

/** A hash key as the client wrote it, in decimal; it may lie beyond 2^128 - 1. */
public record HashKeyText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
