package io.millrace.firehose.format.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import io.millrace.firehose.format.schema.Column;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import java.util.List;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * A table in Parquet's words.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet's logical types</a>
 */
final class ParquetSchema {

    private ParquetSchema() {}

    static MessageType of(Struct table) {
        return new MessageType("table", fields(table));
    }

    private static List<Type> fields(Struct struct) {
        return struct.columns().stream().map(ParquetSchema::field).toList();
    }

    private static Type field(Column column) {
        ColumnType type = column.type();
        String name = column.name();
        Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        if (type instanceof Struct struct) {
            return new GroupType(repetition, name, fields(struct));
        }
        if (type instanceof ListOf list) {
            return ConversionPatterns.listOfElements(repetition, name, field(list.element()));
        }
        if (type instanceof MapOf map) {
            Type key = Types.required(PrimitiveTypeName.BINARY).as(stringType()).named("key");
            return Types.map(repetition).key(key).value(field(map.value())).named(name);
        }
        if (type instanceof Timestamp timestamp) {
            TimeUnit unit = TimeUnit.valueOf(timestamp.unit().name());
            return Types.primitive(PrimitiveTypeName.INT64, repetition)
                    .as(timestampType(timestamp.utc(), unit))
                    .named(name);
        }
        if (type instanceof Decimal decimal) {
            return decimal(decimal, repetition, name);
        }
        return scalar((Scalar) type, repetition, name);
    }

    private static Type decimal(Decimal type, Repetition repetition, String name) {
        DecimalLayout layout = DecimalLayout.of(type.precision());
        Types.PrimitiveBuilder<PrimitiveType> builder = Types.primitive(layout.primitive(), repetition);
        if (layout == DecimalLayout.BYTES) {
            builder = builder.length(DecimalLayout.byteLength(type.precision()));
        }
        return builder.as(decimalType(type.scale(), type.precision())).named(name);
    }

    private static Type scalar(Scalar type, Repetition repetition, String name) {
        return switch (type) {
            case BOOLEAN ->
                Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
            case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
            case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
            case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
            case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
            case BINARY -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
            case STRING ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(stringType())
                        .named(name);
            case DATE ->
                Types.primitive(PrimitiveTypeName.INT32, repetition)
                        .as(dateType())
                        .named(name);
        };
    }
}
