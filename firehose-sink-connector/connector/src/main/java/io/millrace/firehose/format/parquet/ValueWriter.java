package io.millrace.firehose.format.parquet;

import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import io.millrace.firehose.format.schema.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Tells Parquet's writer a value that is not null. Made once for a column. */
@FunctionalInterface
interface ValueWriter {

    void write(Object value, RecordConsumer consumer);

    static ValueWriter[] ofColumns(Struct struct) {
        return struct.columns().stream().map(column -> of(column.type())).toArray(ValueWriter[]::new);
    }

    static ValueWriter of(ColumnType type) {
        if (type instanceof Struct struct) {
            return ofStruct(struct);
        }
        if (type instanceof ListOf list) {
            return ofList(of(list.element().type()));
        }
        if (type instanceof MapOf map) {
            return ofMap(of(map.value().type()));
        }
        if (type instanceof Decimal decimal) {
            return ofDecimal(decimal);
        }
        if (type instanceof Timestamp) {
            return (value, consumer) -> consumer.addLong((Long) value);
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> (value, consumer) -> consumer.addBoolean((Boolean) value);
            case INT, DATE -> (value, consumer) -> consumer.addInteger((Integer) value);
            case LONG -> (value, consumer) -> consumer.addLong((Long) value);
            case FLOAT -> (value, consumer) -> consumer.addFloat((Float) value);
            case DOUBLE -> (value, consumer) -> consumer.addDouble((Double) value);
            case STRING -> (value, consumer) -> consumer.addBinary(Binary.fromString((String) value));
            case BINARY -> (value, consumer) -> consumer.addBinary(Binary.fromConstantByteArray((byte[]) value));
        };
    }

    private static ValueWriter ofStruct(Struct struct) {
        ValueWriter[] writers = ofColumns(struct);
        return (value, consumer) -> {
            consumer.startGroup();
            RowWriteSupport.writeFields(struct.columns(), writers, (Row) value, consumer);
            consumer.endGroup();
        };
    }

    /** In three levels: the list, a group for each element, the element. */
    private static ValueWriter ofList(ValueWriter element) {
        return (value, consumer) -> {
            List<?> elements = (List<?>) value;
            consumer.startGroup();
            if (!elements.isEmpty()) {
                consumer.startField("list", 0);
                for (Object each : elements) {
                    consumer.startGroup();
                    if (each != null) {
                        consumer.startField("element", 0);
                        element.write(each, consumer);
                        consumer.endField("element", 0);
                    }
                    consumer.endGroup();
                }
                consumer.endField("list", 0);
            }
            consumer.endGroup();
        };
    }

    private static ValueWriter ofMap(ValueWriter valueWriter) {
        return (value, consumer) -> {
            Map<?, ?> entries = (Map<?, ?>) value;
            consumer.startGroup();
            if (!entries.isEmpty()) {
                consumer.startField("key_value", 0);
                entries.forEach((key, each) -> {
                    consumer.startGroup();
                    consumer.startField("key", 0);
                    consumer.addBinary(Binary.fromString((String) key));
                    consumer.endField("key", 0);
                    if (each != null) {
                        consumer.startField("value", 1);
                        valueWriter.write(each, consumer);
                        consumer.endField("value", 1);
                    }
                    consumer.endGroup();
                });
                consumer.endField("key_value", 0);
            }
            consumer.endGroup();
        };
    }

    private static ValueWriter ofDecimal(Decimal type) {
        return switch (DecimalLayout.of(type.precision())) {
            case INT -> (value, consumer) -> consumer.addInteger(unscaled(value).intValueExact());
            case LONG -> (value, consumer) -> consumer.addLong(unscaled(value).longValueExact());
            case BYTES -> {
                int length = DecimalLayout.byteLength(type.precision());
                yield (value, consumer) -> consumer.addBinary(Binary.fromConstantByteArray(
                        signExtended(unscaled(value).toByteArray(), length)));
            }
        };
    }

    private static BigInteger unscaled(Object decimal) {
        return ((BigDecimal) decimal).unscaledValue();
    }

    private static byte[] signExtended(byte[] bytes, int length) {
        byte[] extended = new byte[length];
        Arrays.fill(extended, 0, length - bytes.length, (byte) (bytes[0] < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, extended, length - bytes.length, bytes.length);
        return extended;
    }
}
