package io.millrace.firehose.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** What JSON values have in common with columns. What is null or empty has no shape: nobody knows what it will be. */
sealed interface JsonShape {

    /** A struct deeper than this is a text: the service's limit. */
    int DEEPEST = 16;

    record Scalar(Type type) implements JsonShape {}

    record Struct(Map<String, JsonShape> fields) implements JsonShape {}

    record Many(JsonShape element) implements JsonShape {}

    /** Of all records that are rows; those that are no JSON are left to whoever writes them. */
    static Struct of(List<Change> changes) {
        Struct all = new Struct(new LinkedHashMap<>());
        for (Change change : changes) {
            if (change.operation() != Operation.DELETE) {
                try {
                    all = merged(all, struct(change.object(), 1));
                } catch (RowException e) {
                    // told when it is to be written
                }
            }
        }
        return all;
    }

    private static Optional<JsonShape> of(JsonNode value, int depth) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> Optional.of(new Scalar(Types.BooleanType.get()));
            case NUMBER ->
                Optional.of(new Scalar(
                        value.isIntegralNumber() && value.canConvertToLong()
                                ? Types.LongType.get()
                                : Types.DoubleType.get()));
            case STRING -> Optional.of(new Scalar(Types.StringType.get()));
            case OBJECT ->
                depth > DEEPEST
                        ? Optional.of(new Scalar(Types.StringType.get()))
                        : Optional.<JsonShape>of(struct(value, depth))
                                .filter(shape -> !((Struct) shape).fields.isEmpty());
            case ARRAY -> many(value, depth);
            default -> Optional.empty();
        };
    }

    private static Struct struct(JsonNode object, int depth) {
        Map<String, JsonShape> fields = new LinkedHashMap<>();
        object.properties().stream()
                .filter(field -> !field.getKey().isBlank()) // no column can be called so
                .forEach(
                        field -> of(field.getValue(), depth + 1).ifPresent(shape -> fields.put(field.getKey(), shape)));
        return new Struct(fields);
    }

    private static Optional<JsonShape> many(JsonNode array, int depth) {
        Optional<JsonShape> element = Optional.empty();
        for (JsonNode each : array) {
            Optional<JsonShape> shape = of(each, depth + 1);
            element = element.isPresent() && shape.isPresent()
                    ? Optional.of(merged(element.get(), shape.get()))
                    : element.or(() -> shape);
        }
        return element.map(Many::new);
    }

    /** Whole numbers and others are others; of what does not go together, the first stays. */
    private static JsonShape merged(JsonShape a, JsonShape b) {
        if (a instanceof Struct one && b instanceof Struct other) {
            return merged(one, other);
        }
        if (a instanceof Many one && b instanceof Many other) {
            return new Many(merged(one.element, other.element));
        }
        boolean wider = a.equals(new Scalar(Types.LongType.get())) && b.equals(new Scalar(Types.DoubleType.get()));
        return wider ? b : a;
    }

    private static Struct merged(Struct a, Struct b) {
        Map<String, JsonShape> fields = new LinkedHashMap<>(a.fields);
        b.fields.forEach((name, shape) -> fields.merge(name, shape, JsonShape::merged));
        return new Struct(fields);
    }

    /** The type of a column. @param ids gives each field its number */
    default Type type(IntSupplier ids) {
        if (this instanceof Many many) {
            int id = ids.getAsInt();
            return Types.ListType.ofOptional(id, many.element.type(ids));
        }
        if (this instanceof Struct struct) {
            List<Types.NestedField> fields = new ArrayList<>();
            struct.fields.forEach(
                    (name, shape) -> fields.add(Types.NestedField.optional(ids.getAsInt(), name, shape.type(ids))));
            return Types.StructType.of(fields);
        }
        return ((Scalar) this).type;
    }
}
