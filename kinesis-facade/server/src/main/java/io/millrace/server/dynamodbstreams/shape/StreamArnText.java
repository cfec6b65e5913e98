package io.millrace.server.dynamodbstreams.shape;

/** An ARN of a stream as a client wrote it. */
public record StreamArnText(String value) {

    @Override
    public String toString() {
        return value;
    }
}
