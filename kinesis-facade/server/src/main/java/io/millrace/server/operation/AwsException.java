package io.millrace.server.operation;

import java.util.Objects;

/** Carries an {@link AwsError} to the dispatcher, which alone renders it. It has no stack trace: it is an answer, not a fault. */
public final class AwsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AwsError error;

    public AwsException(AwsError error) {
        super(error.code() + ": " + error.message(), null, false, false);
        this.error = Objects.requireNonNull(error);
    }

    public AwsError error() {
        return error;
    }
}
