package io.millrace.server.firehose.shape;

/** The ARN of a KMS key. */
public record KmsKeyArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
