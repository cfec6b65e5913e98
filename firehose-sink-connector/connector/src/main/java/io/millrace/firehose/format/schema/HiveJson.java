package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * JSON as Hive's own SerDe reads it: strict with types, so the string "1" is no number. Keys are compared without their case, and bytes are those
 * of the text.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_HiveJsonSerDe.html">HiveJsonSerDe</a>
 */
public final class HiveJson implements JsonRules {

    private final HiveTimestamps timestamps;

    /**
     * @param timestampFormats Joda's patterns, or {@code millis}; tried in their order
     * @throws IllegalArgumentException if one is neither
     */
    public HiveJson(List<String> timestampFormats) {
        this.timestamps = new HiveTimestamps(timestampFormats);
    }

    @Override
    public String keyOf(Column column) {
        return key(column.name());
    }

    @Override
    public String key(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    @Override
    public String mapKey(String key) {
        return key;
    }

    @Override
    public Object scalar(ColumnType type, JsonNode value) {
        if (type instanceof Timestamp timestamp) {
            return Timestamps.in(timestamp.unit(), timestamps.timestamp(value));
        }
        if (type instanceof Decimal decimal) {
            return Decimals.fit(decimal, number(value));
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> bool(value);
            case INT -> number(value).intValueExact();
            case LONG -> number(value).longValueExact();
            case FLOAT -> Decimals.finite(number(value).floatValue());
            case DOUBLE -> Decimals.finite(number(value).doubleValue());
            case STRING -> text(value);
            case BINARY -> text(value).getBytes(StandardCharsets.UTF_8);
            case DATE -> Math.toIntExact(timestamps.date(value).toEpochDay());
        };
    }

    private static BigDecimal number(JsonNode value) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException("not a number");
        }
        return value.decimalValue();
    }

    private static boolean bool(JsonNode value) {
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return value.booleanValue();
    }

    private static String text(JsonNode value) {
        if (!value.isValueNode()) {
            throw new IllegalArgumentException("not a scalar");
        }
        return value.asText();
    }
}
