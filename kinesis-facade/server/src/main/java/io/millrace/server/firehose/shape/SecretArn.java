package io.millrace.server.firehose.shape;

/** The ARN of a secret. */
public record SecretArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
