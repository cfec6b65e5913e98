package io.millrace.dynamodb.convert;

import io.debezium.data.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Shapes as schemas of Connect, and values in them. All is optional, as all attributes are. */
final class ShapeSchema {

    /** A set is an array whose schema says so. */
    static final String SET_PARAMETER = "dynamodb.set";

    private final NumberMode numbers;
    private final UnaryOperator<String> names;

    /** @param names makes a schema's name one that the converter takes */
    ShapeSchema(NumberMode numbers, UnaryOperator<String> names) {
        this.numbers = numbers;
        this.names = names;
    }

    Schema struct(String name, Shape.MapOf shape) {
        SchemaBuilder struct = SchemaBuilder.struct().name(names.apply(name)).optional();
        shape.attributes()
                .forEach((attribute, inner) -> struct.field(attribute, schema(name + "." + attribute, inner)));
        return struct.build();
    }

    private Schema schema(String name, Shape shape) {
        if (shape instanceof Shape.MapOf map) {
            return struct(name, map);
        }
        if (shape instanceof Shape.ListOf list) {
            return SchemaBuilder.array(schema(name, list.element())).optional().build();
        }
        if (shape instanceof Shape.Scalar scalar) {
            return switch (scalar) {
                case STRING -> Schema.OPTIONAL_STRING_SCHEMA;
                case NUMBER -> numbers.schema();
                case BINARY -> Schema.OPTIONAL_BYTES_SCHEMA;
                case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
                case STRING_SET -> set(Schema.OPTIONAL_STRING_SCHEMA);
                case NUMBER_SET -> set(numbers.schema());
                case BINARY_SET -> set(Schema.OPTIONAL_BYTES_SCHEMA);
            };
        }
        return shape instanceof Shape.Anything ? Json.builder().optional().build() : Schema.OPTIONAL_STRING_SCHEMA;
    }

    private static Schema set(Schema element) {
        return SchemaBuilder.array(element)
                .optional()
                .parameter(SET_PARAMETER, "true")
                .build();
    }

    Struct struct(Schema schema, Shape.MapOf shape, Map<String, AttributeValue> item) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            AttributeValue value = item.get(field.name());
            if (value != null) {
                struct.put(field, value(field.schema(), shape.attributes().get(field.name()), value));
            }
        }
        return struct;
    }

    private @Nullable Object value(Schema schema, @Nullable Shape shape, AttributeValue value) {
        if (shape instanceof Shape.Anything) {
            return DynamoDbJson.write(value);
        }
        return switch (value.type()) {
            case S -> value.s();
            case N -> numbers.value(value.n(), schema);
            case B -> value.b().asByteArray();
            case BOOL -> value.bool();
            case SS -> value.ss();
            case NS -> all(value.ns(), digits -> numbers.value(digits, schema.valueSchema()));
            case BS -> all(value.bs(), SdkBytes::asByteArray);
            case L -> all(value.l(), element -> value(schema.valueSchema(), ((Shape.ListOf) shape).element(), element));
            case M -> struct(schema, (Shape.MapOf) shape, value.m());
            default -> null;
        };
    }

    private static <T> List<@Nullable Object> all(
            Collection<T> values, java.util.function.Function<T, @Nullable Object> conversion) {
        List<@Nullable Object> all = new ArrayList<>(values.size());
        values.forEach(value -> all.add(conversion.apply(value)));
        return all;
    }
}
