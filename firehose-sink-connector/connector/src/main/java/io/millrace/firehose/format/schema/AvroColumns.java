package io.millrace.firehose.format.schema;

import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import io.millrace.firehose.format.schema.ColumnType.Timestamp.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Reads the columns of a table from an Avro schema. What a table cannot have is refused with the path of it. */
public final class AvroColumns {

    /** The records around the one that is read: one that contains itself has no end. */
    private final Deque<String> around = new ArrayDeque<>();

    private AvroColumns() {}

    /** @param avro the text of an Avro schema file (.avsc) */
    public static Struct parse(String avro) {
        Schema schema;
        try {
            schema = new Schema.Parser().parse(avro);
        } catch (SchemaParseException e) {
            throw new IllegalArgumentException("Not an Avro schema: " + e.getMessage(), e);
        }
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("The schema of a table is a record, not " + schema.getType());
        }
        return new AvroColumns().struct(schema, "");
    }

    private Struct struct(Schema schema, String path) {
        if (around.contains(schema.getFullName())) {
            throw refused(path, schema.getFullName() + " contains itself");
        }
        around.push(schema.getFullName());
        List<Column> columns = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            columns.add(
                    column(field.name(), field.schema(), path.isEmpty() ? field.name() : path + "." + field.name()));
        }
        around.pop();
        if (columns.isEmpty()) {
            throw refused(path, "a record without fields");
        }
        return new Struct(columns);
    }

    private Column column(String name, Schema schema, String path) {
        if (!schema.isUnion()) {
            return new Column(name, type(schema, path), false);
        }
        List<Schema> types = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        if (types.size() != 1) {
            throw refused(path, "a union of " + types.size() + " types beside null");
        }
        return new Column(name, type(types.get(0), path), schema.isNullable());
    }

    private ColumnType type(Schema schema, String path) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return logical(logical, path);
        }
        return switch (schema.getType()) {
            case BOOLEAN -> Scalar.BOOLEAN;
            case INT -> Scalar.INT;
            case LONG -> Scalar.LONG;
            case FLOAT -> Scalar.FLOAT;
            case DOUBLE -> Scalar.DOUBLE;
            case STRING, ENUM -> Scalar.STRING;
            case BYTES, FIXED -> Scalar.BINARY;
            case RECORD -> struct(schema, path);
            case ARRAY -> new ListOf(column("element", schema.getElementType(), path + "[]"));
            case MAP -> new MapOf(column("value", schema.getValueType(), path + "{}"));
            case NULL, UNION -> throw refused(path, schema.getType().getName());
        };
    }

    private static ColumnType logical(LogicalType type, String path) {
        if (type instanceof LogicalTypes.Decimal decimal) {
            return decimal(decimal, path);
        }
        return switch (type.getName()) {
            case "date" -> Scalar.DATE;
            case "uuid" -> Scalar.STRING;
            case "timestamp-millis" -> new Timestamp(Unit.MILLIS, true);
            case "timestamp-micros" -> new Timestamp(Unit.MICROS, true);
            case "local-timestamp-millis" -> new Timestamp(Unit.MILLIS, false);
            case "local-timestamp-micros" -> new Timestamp(Unit.MICROS, false);
            default -> throw refused(path, type.getName());
        };
    }

    private static Decimal decimal(LogicalTypes.Decimal type, String path) {
        try {
            return new Decimal(type.getPrecision(), type.getScale());
        } catch (IllegalArgumentException e) {
            throw refused(path, e.getMessage());
        }
    }

    private static IllegalArgumentException refused(String path, String what) {
        return new IllegalArgumentException((path.isEmpty() ? "The table" : path) + " cannot be converted to: " + what);
    }
}
