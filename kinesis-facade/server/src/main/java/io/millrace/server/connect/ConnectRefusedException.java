package io.millrace.server.connect;

/** Kafka Connect will not do it, however often it is asked. */
public final class ConnectRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConnectRefusedException(String message) {
        super(message);
    }
}
