package io.millrace.server.kinesis.shape;

/** A KMS key: id, ARN or alias. */
public record KeyId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
