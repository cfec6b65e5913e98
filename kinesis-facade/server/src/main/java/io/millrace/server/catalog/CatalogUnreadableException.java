package io.millrace.server.catalog;

/** The catalog could not be read, or not be understood: its message is for the operator. */
public final class CatalogUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogUnreadableException(String topic, String why, Throwable cause) {
        super("The catalog of streams, topic " + topic + ", cannot be read: " + why, cause);
    }
}
