package io.millrace.server.firehose.shape;

/** The ARN of a role. Kept and shown; who may do what here is the business of the worker that delivers. */
public record RoleArn(String value) {

    @Override
    public String toString() {
        return value;
    }
}
