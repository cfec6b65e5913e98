package io.millrace.dynamodb.convert;

import io.debezium.data.Envelope.Operation;

/** What happened to an item: the envelope's {@code op}, and the stream's {@code eventName}. */
public enum ChangeKind {
    /** It was there when the table was scanned; a stream has no such record. */
    READ(Operation.READ, "INSERT"),
    INSERT(Operation.CREATE, "INSERT"),
    MODIFY(Operation.UPDATE, "MODIFY"),
    REMOVE(Operation.DELETE, "REMOVE");

    private final Operation operation;
    private final String eventName;

    ChangeKind(Operation operation, String eventName) {
        this.operation = operation;
        this.eventName = eventName;
    }

    public Operation operation() {
        return operation;
    }

    public String eventName() {
        return eventName;
    }

    public static ChangeKind ofEvent(String eventName) {
        return switch (eventName) {
            case "INSERT" -> INSERT;
            case "MODIFY" -> MODIFY;
            case "REMOVE" -> REMOVE;
            default ->
                throw new IllegalArgumentException(
                        "a stream's eventName that this version does not know: " + eventName);
        };
    }

    public static ChangeKind ofOperation(String code) {
        for (ChangeKind kind : values()) {
            if (kind.operation.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("an op that no change of a table has: " + code);
    }
}
