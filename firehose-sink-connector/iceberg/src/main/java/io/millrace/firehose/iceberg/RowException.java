package io.millrace.firehose.iceberg;

import io.millrace.firehose.record.Failure;

/** A record that cannot be a row of its table. */
final class RowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RowException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
