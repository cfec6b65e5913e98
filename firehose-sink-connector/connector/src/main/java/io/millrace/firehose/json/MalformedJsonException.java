package io.millrace.firehose.json;

/** Bytes that are not a sequence of JSON documents in UTF-8. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
