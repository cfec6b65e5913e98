package io.millrace.firehose.delivery;

/**
 * A request has no answer: it may have been carried out, may be carried out yet, long after others wrote, or never. Time-outs, lost connections,
 * 5xx, an error after a status of success, 408, 409 (a conflict with a request under way) and throttling are of this kind; a refusal (403, 404 of
 * a bucket) is not.
 */
public final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    public NoAnswerException(String message) {
        super(message);
    }

    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
