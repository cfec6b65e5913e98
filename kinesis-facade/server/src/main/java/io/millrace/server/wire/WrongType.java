package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;

/**
 * The SerializationException for a value of another type than the member's, in the service's words. Those of today's services
 * (STRING_VALUE ...) are taken rather than the class names that Kinesis put there years ago.
 */
final class WrongType {

    private WrongType() {}

    /** Where one plain value was expected. */
    static AwsException of(JsonToken found, String expected) {
        return switch (found) {
            case START_ARRAY ->
                AwsError.serialization("Start of list found where not expected").asException();
            case START_OBJECT ->
                AwsError.serialization("Start of structure or map found where not expected.")
                        .asException();
            default ->
                AwsError.serialization(nameOf(found) + " can not be converted to " + expected)
                        .asException();
        };
    }

    /** Where a list, a map or a structure was expected. */
    static AwsException ofCollection(JsonToken found, String message) {
        return found.isScalarValue() ? AwsError.serialization(message).asException() : of(found, "");
    }

    private static String nameOf(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "STRING_VALUE";
            case VALUE_NUMBER_INT -> "NUMBER_VALUE";
            case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            default -> "BINARY_VALUE";
        };
    }
}
