package io.millrace.firehose.registry;

/** A registry gave no schema of a table; the message says why, and what to do where that is known. */
public final class RegistryException extends Exception {

    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
