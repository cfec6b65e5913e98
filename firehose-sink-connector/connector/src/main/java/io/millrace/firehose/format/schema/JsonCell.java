package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON values of one column; made once for a table. */
sealed interface JsonCell {

    /** @param value not null in JSON either */
    Object read(JsonNode value) throws ConversionException;

    String path();

    static JsonCell of(ColumnType type, JsonRules rules, String path) {
        if (type instanceof Struct struct) {
            return new StructCell(struct, rules, path);
        }
        if (type instanceof ListOf list) {
            String elements = path + "[]";
            return new ListCell(
                    of(list.element().type(), rules, elements), list.element().nullable(), path);
        }
        if (type instanceof MapOf map) {
            String values = path + "{}";
            return new MapCell(
                    of(map.value().type(), rules, values), map.value().nullable(), rules, path);
        }
        return new ScalarCell(type, rules, path);
    }

    default @Nullable Object readOrNull(@Nullable JsonNode value, boolean nullable) throws ConversionException {
        if (value != null && !value.isNull()) {
            return read(value);
        }
        if (!nullable) {
            throw ConversionException.notOfTheTable("Column " + path() + " must have a value.");
        }
        return null;
    }

    default ConversionException mismatch(JsonNode value, String wanted) {
        return ConversionException.notOfTheTable(
                "Column " + path() + " is " + wanted + ", and this " + value.getNodeType() + " is none.");
    }

    record ScalarCell(ColumnType type, JsonRules rules, String path) implements JsonCell {

        @Override
        public Object read(JsonNode value) throws ConversionException {
            try {
                return rules.scalar(type, value);
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                throw mismatch(value, type.toString());
            }
        }
    }

    record ListCell(JsonCell element, boolean nullable, String path) implements JsonCell {

        @Override
        public Object read(JsonNode value) throws ConversionException {
            if (!value.isArray()) {
                throw mismatch(value, "a list");
            }
            List<@Nullable Object> elements = new ArrayList<>(value.size());
            for (JsonNode each : value) {
                elements.add(element.readOrNull(each, nullable));
            }
            return elements;
        }
    }

    record MapCell(JsonCell value, boolean nullable, JsonRules rules, String path) implements JsonCell {

        @Override
        public Object read(JsonNode object) throws ConversionException {
            if (!object.isObject()) {
                throw mismatch(object, "a map");
            }
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                entries.put(rules.mapKey(entry.getKey()), value.readOrNull(entry.getValue(), nullable));
            }
            return entries;
        }
    }

    /** Keys that name no column are passed over; of keys that name the same one, the last counts. */
    final class StructCell implements JsonCell {

        private final JsonRules rules;
        private final String path;
        private final Map<String, Integer> indexes = new HashMap<>();
        private final JsonCell[] cells;
        private final boolean[] nullable;

        StructCell(Struct struct, JsonRules rules, String path) {
            this.rules = rules;
            this.path = path;
            int size = struct.columns().size();
            cells = new JsonCell[size];
            nullable = new boolean[size];
            for (int i = 0; i < size; i++) {
                Column column = struct.columns().get(i);
                String columnPath = path.isEmpty() ? column.name() : path + "." + column.name();
                cells[i] = JsonCell.of(column.type(), rules, columnPath);
                nullable[i] = column.nullable();
                if (indexes.put(rules.keyOf(column), i) != null) {
                    throw new IllegalArgumentException(columnPath + " has the JSON key of another column");
                }
            }
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Row read(JsonNode object) throws ConversionException {
            if (!object.isObject()) {
                throw mismatch(object, "a struct");
            }
            JsonNode[] found = new JsonNode[cells.length];
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                Integer index = indexes.get(rules.key(entry.getKey()));
                if (index != null) {
                    found[index] = entry.getValue();
                }
            }
            @Nullable Object[] values = new Object[cells.length];
            for (int i = 0; i < cells.length; i++) {
                values[i] = cells[i].readOrNull(found[i], nullable[i]);
            }
            return new Row(values);
        }
    }
}
