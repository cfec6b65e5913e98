package io.millrace.firehose.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** JSON values as values of columns. A number is a time in microseconds, or in days for a date; a text is one in ISO 8601. */
final class Cells {

    private Cells() {}

    /** The columns that the object has a value for; at least one, and all that are required. Others' fields are left out. */
    static Record row(JsonNode object, Types.StructType columns, String path) throws RowException {
        GenericRecord row = GenericRecord.create(columns);
        boolean found = false;
        for (Types.NestedField column : columns.fields()) {
            JsonNode value = object.get(column.name());
            found |= value != null;
            if (value != null && !value.isNull()) {
                row.setField(column.name(), cell(value, column.type(), path + column.name()));
            } else if (column.isRequired()) {
                throw new RowException(
                        IcebergErrors.missingColumn("The record lacks the required column " + path + column.name()));
            }
        }
        if (!found && path.isEmpty()) {
            throw new RowException(IcebergErrors.missingColumn("The record has none of the columns"));
        }
        return row;
    }

    private static Object cell(JsonNode value, Type type, String path) throws RowException {
        try {
            Object cell = convert(value, type, path);
            if (cell != null) {
                return cell;
            }
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            // told below, without the value
        }
        throw new RowException(IcebergErrors.mismatch("The value of " + path + " is no " + type));
    }

    private static @Nullable Object convert(JsonNode value, Type type, String path) throws RowException {
        return switch (type.typeId()) {
            case BOOLEAN -> value.isBoolean() ? value.booleanValue() : null;
            case INTEGER -> value.isNumber() ? (Object) value.decimalValue().intValueExact() : null;
            case LONG -> value.isNumber() ? (Object) value.decimalValue().longValueExact() : null;
            case FLOAT -> value.isNumber() ? (Object) value.floatValue() : null;
            case DOUBLE -> value.isNumber() ? (Object) value.doubleValue() : null;
            case DECIMAL -> decimal(value, (Types.DecimalType) type);
            case STRING -> value.isContainerNode() ? value.toString() : value.asText();
            case UUID -> value.isTextual() ? UUID.fromString(value.textValue()) : null;
            case DATE ->
                value.isIntegralNumber()
                        ? LocalDate.ofEpochDay(value.longValue())
                        : value.isTextual() ? LocalDate.parse(value.textValue()) : null;
            case TIME ->
                value.isIntegralNumber()
                        ? LocalTime.ofNanoOfDay(Math.multiplyExact(value.longValue(), 1000L))
                        : value.isTextual() ? LocalTime.parse(value.textValue()).truncatedTo(ChronoUnit.MICROS) : null;
            case TIMESTAMP -> timestamp(value, ((Types.TimestampType) type).shouldAdjustToUTC());
            case BINARY ->
                value.isTextual() ? ByteBuffer.wrap(Base64.getDecoder().decode(value.textValue())) : null;
            case FIXED -> fixed(value, (Types.FixedType) type);
            case STRUCT -> value.isObject() ? row(value, type.asStructType(), path + ".") : null;
            case LIST -> value.isArray() ? list(value, type.asListType(), path) : null;
            case MAP -> value.isObject() ? map(value, type.asMapType(), path) : null;
            default -> null;
        };
    }

    private static @Nullable BigDecimal decimal(JsonNode value, Types.DecimalType type) {
        if (!value.isNumber() && !value.isTextual()) {
            return null;
        }
        BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(value.textValue());
        BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
        return scaled.precision() <= type.precision() || scaled.unscaledValue().equals(BigInteger.ZERO) ? scaled : null;
    }

    private static @Nullable Object timestamp(JsonNode value, boolean zoned) {
        OffsetDateTime time;
        if (value.isIntegralNumber()) {
            time = Instant.EPOCH.plus(value.longValue(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        } else if (value.isTextual()) {
            time = parse(value.textValue().replace(' ', 'T')).truncatedTo(ChronoUnit.MICROS);
        } else {
            return null;
        }
        return zoned ? time : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private static OffsetDateTime parse(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            return LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
        }
    }

    private static byte @Nullable [] fixed(JsonNode value, Types.FixedType type) {
        byte[] bytes = value.isTextual() ? Base64.getDecoder().decode(value.textValue()) : new byte[0];
        return value.isTextual() && bytes.length == type.length() ? bytes : null;
    }

    private static List<@Nullable Object> list(JsonNode array, Types.ListType type, String path) throws RowException {
        List<@Nullable Object> list = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            list.add(element(element, type.elementType(), type.isElementRequired(), path + "[]"));
        }
        return list;
    }

    private static Map<Object, @Nullable Object> map(JsonNode object, Types.MapType type, String path)
            throws RowException {
        Map<Object, @Nullable Object> map = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Object key = cell(TextNode.valueOf(entry.getKey()), type.keyType(), path + "{}");
            map.put(key, element(entry.getValue(), type.valueType(), type.isValueRequired(), path + "{}"));
        }
        return map;
    }

    private static @Nullable Object element(JsonNode value, Type type, boolean required, String path)
            throws RowException {
        if (!value.isNull()) {
            return cell(value, type, path);
        }
        if (required) {
            throw new RowException(IcebergErrors.mismatch("There is a null in " + path + ", where none may be"));
        }
        return null;
    }
}
