package io.millrace.firehose.orc;

import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import org.apache.orc.TypeDescription;

/**
 * A table in ORC's words. ORC knows no column that must not be null.
 *
 * @see <a href="https://orc.apache.org/docs/types.html">ORC's types</a>
 */
final class OrcSchema {

    private OrcSchema() {}

    static TypeDescription of(ColumnType type) {
        if (type instanceof Struct struct) {
            TypeDescription description = TypeDescription.createStruct();
            struct.columns().forEach(column -> description.addField(column.name(), of(column.type())));
            return description;
        }
        if (type instanceof ListOf list) {
            return TypeDescription.createList(of(list.element().type()));
        }
        if (type instanceof MapOf map) {
            return TypeDescription.createMap(
                    TypeDescription.createString(), of(map.value().type()));
        }
        if (type instanceof Decimal decimal) {
            // in this order: a scale is never more than the precision
            return TypeDescription.createDecimal()
                    .withScale(0)
                    .withPrecision(decimal.precision())
                    .withScale(decimal.scale());
        }
        if (type instanceof Timestamp) {
            // also for instants, in UTC: tables of Hive, Athena and Trino that declare timestamp refuse "timestamp with
            // local time zone"
            return TypeDescription.createTimestamp();
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> TypeDescription.createBoolean();
            case INT -> TypeDescription.createInt();
            case LONG -> TypeDescription.createLong();
            case FLOAT -> TypeDescription.createFloat();
            case DOUBLE -> TypeDescription.createDouble();
            case STRING -> TypeDescription.createString();
            case BINARY -> TypeDescription.createBinary();
            case DATE -> TypeDescription.createDate();
        };
    }
}
