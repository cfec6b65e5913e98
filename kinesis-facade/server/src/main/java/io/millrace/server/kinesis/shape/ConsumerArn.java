package io.millrace.server.kinesis.shape;

/** {@code arn:aws:kinesis:REGION:ACCOUNT:stream/NAME/consumer/CONSUMER:CREATION}, as the client wrote it. */
public record ConsumerArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
