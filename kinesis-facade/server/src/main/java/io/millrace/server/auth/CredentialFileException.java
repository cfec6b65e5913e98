package io.millrace.server.auth;

/** A credentials file that cannot be used; the message is one line that says why and what to do, and holds no secret. */
public final class CredentialFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CredentialFileException(String message) {
        super(message);
    }

    public CredentialFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
