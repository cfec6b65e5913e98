package io.millrace.dynamodb.convert;

import io.debezium.data.Json;
import io.debezium.data.VariableScaleDecimal;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Structures as items, as {@link StructLayout} wrote them or as a transform left them. What is null is absent. */
public final class StructReader {

    private StructReader() {}

    public static Map<String, AttributeValue> item(Struct struct) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            if (value != null) {
                item.put(field.name(), value(field.schema(), value));
            }
        }
        return item;
    }

    private static AttributeValue value(Schema schema, Object value) {
        if (value instanceof String text) {
            return text(schema, text);
        }
        if (value instanceof Boolean bool) {
            return AttributeValue.fromBool(bool);
        }
        if (value instanceof Number number) {
            return number(number.toString());
        }
        if (value instanceof Date date) {
            return number(Long.toString(date.getTime()));
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return AttributeValue.fromB(bytes(value));
        }
        if (value instanceof Struct struct) {
            return VariableScaleDecimal.LOGICAL_NAME.equals(schema.name())
                    ? number(digits(struct))
                    : AttributeValue.fromM(item(struct));
        }
        if (value instanceof Map<?, ?> map) {
            return AttributeValue.fromM(map(schema.valueSchema(), map));
        }
        if (value instanceof List<?> list) {
            return isSet(schema) ? set(schema.valueSchema(), list) : list(schema.valueSchema(), list);
        }
        throw new IllegalArgumentException("a value of " + value.getClass().getName() + " is none of DynamoDB's types");
    }

    private static AttributeValue text(Schema schema, String text) {
        if (Json.LOGICAL_NAME.equals(schema.name())) {
            return DynamoDbJson.readValue(text);
        }
        return isNumber(schema) ? number(text) : AttributeValue.fromS(text);
    }

    private static AttributeValue number(String digits) {
        return AttributeValue.fromN(digits);
    }

    private static String digits(Struct decimal) {
        return VariableScaleDecimal.toLogical(decimal)
                .getDecimalValue()
                .map(BigDecimal::toString)
                .orElseThrow(() -> new IllegalArgumentException("DynamoDB has no such number: " + decimal));
    }

    private static Map<String, AttributeValue> map(Schema schema, Map<?, ?> map) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                item.put(name.toString(), value(schema, value));
            }
        });
        return item;
    }

    /** Here a null has a place, and so stays. */
    private static AttributeValue list(Schema schema, List<?> list) {
        List<AttributeValue> values = new ArrayList<>(list.size());
        for (Object element : list) {
            values.add(element == null ? AttributeValue.fromNul(true) : value(schema, element));
        }
        return AttributeValue.fromL(values);
    }

    private static AttributeValue set(Schema schema, List<?> list) {
        List<AttributeValue> values =
                list.stream().map(element -> value(schema, element)).toList();
        return switch (values.get(0).type()) {
            case N ->
                AttributeValue.fromNs(values.stream().map(AttributeValue::n).toList());
            case B ->
                AttributeValue.fromBs(values.stream().map(AttributeValue::b).toList());
            default ->
                AttributeValue.fromSs(values.stream().map(AttributeValue::s).toList());
        };
    }

    private static SdkBytes bytes(Object value) {
        return value instanceof ByteBuffer buffer
                ? SdkBytes.fromByteBuffer(buffer)
                : SdkBytes.fromByteArray((byte[]) value);
    }

    private static boolean isSet(Schema schema) {
        return has(schema, ShapeSchema.SET_PARAMETER);
    }

    private static boolean isNumber(Schema schema) {
        return has(schema, NumberMode.NUMBER_PARAMETER);
    }

    private static boolean has(Schema schema, String parameter) {
        return schema.parameters() != null && "true".equals(schema.parameters().get(parameter));
    }
}
