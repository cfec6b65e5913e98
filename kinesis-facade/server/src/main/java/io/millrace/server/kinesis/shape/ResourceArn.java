package io.millrace.server.kinesis.shape;

/** The ARN of a stream or of a consumer, as the client wrote it. */
public record ResourceArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
