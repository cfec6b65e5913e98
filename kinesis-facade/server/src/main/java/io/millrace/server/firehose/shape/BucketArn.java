package io.millrace.server.firehose.shape;

/** {@code arn:aws:s3:::BUCKET}. */
public record BucketArn(String value) {

    public String bucket() {
        return value.substring(value.lastIndexOf(':') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
