package io.millrace.server.firehose.shape;

/** {@code arn:aws:kinesis:REGION:ACCOUNT:stream/NAME}, as the client wrote it. */
public record KinesisStreamArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
