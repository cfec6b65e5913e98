package io.millrace.server.connect;

/** Kafka Connect does not answer, or cannot do now what it may do later. */
public final class ConnectAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConnectAwayException(String message) {
        super(message);
    }
}
