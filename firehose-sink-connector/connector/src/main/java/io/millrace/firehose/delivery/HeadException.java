package io.millrace.firehose.delivery;

/** A head that cannot be gone on from without a person's decision. */
public final class HeadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HeadException(String message) {
        super(message);
    }

    HeadException(String message, Throwable cause) {
        super(message, cause);
    }
}
