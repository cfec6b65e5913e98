package io.millrace.server.kafka;

/** A partition cannot be read now: Kafka does not know it, or does not answer. */
public final class PartitionUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PartitionUnavailableException(String message) {
        super(message);
    }

    PartitionUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
