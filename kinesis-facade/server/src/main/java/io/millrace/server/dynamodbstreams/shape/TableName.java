package io.millrace.server.dynamodbstreams.shape;

/** The name of a table: 3 to 255 of {@code a-zA-Z0-9_.-}. */
public record TableName(String value) {

    @Override
    public String toString() {
        return value;
    }
}
