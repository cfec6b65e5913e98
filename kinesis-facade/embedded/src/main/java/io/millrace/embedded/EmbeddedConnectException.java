package io.millrace.embedded;

/** The embedded Connect worker cannot start. The message is one line that says what to do. */
public final class EmbeddedConnectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedConnectException(String message) {
        super(message);
    }

    public EmbeddedConnectException(String message, Throwable cause) {
        super(message, cause);
    }
}
