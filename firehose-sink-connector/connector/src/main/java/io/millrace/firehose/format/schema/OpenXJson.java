package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * JSON as the OpenX SerDe reads it: generous with types, so the string "1" is a number if its column is.
 *
 * @param caseInsensitive keys are put into lower case before they are compared or written
 * @param dotsToUnderscores a key's dots count as underscores
 * @param jsonKeys JSON's key for a column where it is not the column's name, at any depth
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_OpenXJsonSerDe.html">OpenXJsonSerDe</a>
 */
public record OpenXJson(boolean caseInsensitive, boolean dotsToUnderscores, Map<String, String> jsonKeys)
        implements JsonRules {

    /** The service's defaults. */
    public static final OpenXJson DEFAULT = new OpenXJson(true, false, Map.of());

    public OpenXJson {
        jsonKeys = Map.copyOf(jsonKeys);
    }

    @Override
    public String keyOf(Column column) {
        return key(jsonKeys.getOrDefault(column.name(), column.name()));
    }

    @Override
    public String key(String key) {
        return mapKey(dotsToUnderscores ? key.replace('.', '_') : key);
    }

    @Override
    public String mapKey(String key) {
        return caseInsensitive ? key.toLowerCase(Locale.ROOT) : key;
    }

    @Override
    public Object scalar(ColumnType type, JsonNode value) {
        if (type == Scalar.STRING) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        if (type instanceof Timestamp timestamp) {
            return Timestamps.in(timestamp.unit(), OpenXTimestamps.parse(value));
        }
        if (type instanceof Decimal decimal) {
            return Decimals.fit(decimal, number(value));
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> bool(value);
            case INT -> number(value).intValueExact();
            case LONG ->
                value.isLong() || value.isInt()
                        ? value.longValue()
                        : number(value).longValueExact();
            case FLOAT -> Decimals.finite(number(value).floatValue());
            case DOUBLE -> Decimals.finite(number(value).doubleValue());
            case BINARY -> Base64.getDecoder().decode(text(value));
            case DATE -> Math.toIntExact(LocalDate.parse(text(value)).toEpochDay());
            case STRING -> throw new AssertionError(type);
        };
    }

    private static BigDecimal number(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return Decimals.parse(text(value));
    }

    private static boolean bool(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (text(value).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("not a string");
        }
        return value.textValue();
    }
}
