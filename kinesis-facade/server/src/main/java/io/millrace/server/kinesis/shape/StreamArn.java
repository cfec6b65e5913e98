package io.millrace.server.kinesis.shape;

/** {@code arn:aws:kinesis:REGION:ACCOUNT:stream/NAME}, as the client wrote it. */
public record StreamArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
