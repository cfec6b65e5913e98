package io.millrace.firehose.orc;

import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import io.millrace.firehose.format.schema.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DateColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.MultiValuedColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.jspecify.annotations.Nullable;

/** Puts a value that is not null into its row of a column. Made once for a column. */
@FunctionalInterface
interface CellWriter {

    void write(Object value, ColumnVector column, int row);

    static CellWriter[] ofColumns(Struct struct) {
        return struct.columns().stream().map(column -> of(column.type())).toArray(CellWriter[]::new);
    }

    static void writeRow(Row values, CellWriter[] writers, ColumnVector[] columns, int row) {
        for (int i = 0; i < writers.length; i++) {
            writers[i].writeNullable(values.get(i), columns[i], row);
        }
    }

    private void writeNullable(@Nullable Object value, ColumnVector column, int row) {
        if (value == null) {
            column.noNulls = false;
            column.isNull[row] = true;
        } else {
            write(value, column, row);
        }
    }

    private static CellWriter of(ColumnType type) {
        if (type instanceof Struct struct) {
            CellWriter[] writers = ofColumns(struct);
            return (value, column, row) -> writeRow((Row) value, writers, ((StructColumnVector) column).fields, row);
        }
        if (type instanceof ListOf list) {
            return ofList(of(list.element().type()));
        }
        if (type instanceof MapOf map) {
            return ofMap(of(Scalar.STRING), of(map.value().type()));
        }
        if (type instanceof ColumnType.Decimal) {
            return (value, column, row) ->
                    ((DecimalColumnVector) column).set(row, HiveDecimal.create((BigDecimal) value));
        }
        if (type instanceof Timestamp timestamp) {
            return ofTimestamp(timestamp.unit());
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> (value, column, row) -> longs(column)[row] = (Boolean) value ? 1 : 0;
            case DATE -> CellWriter::writeDate;
            case INT, LONG -> (value, column, row) -> longs(column)[row] = ((Number) value).longValue();
            case FLOAT, DOUBLE ->
                (value, column, row) -> ((DoubleColumnVector) column).vector[row] = ((Number) value).doubleValue();
            case STRING ->
                (value, column, row) -> bytes(column, row, ((String) value).getBytes(StandardCharsets.UTF_8));
            case BINARY -> (value, column, row) -> bytes(column, row, (byte[]) value);
        };
    }

    private static CellWriter ofList(CellWriter elementWriter) {
        return (value, column, row) -> {
            List<?> elements = (List<?>) value;
            ListColumnVector lists = (ListColumnVector) column;
            int at = append(elements.size(), lists, row, lists.child);
            for (Object element : elements) {
                elementWriter.writeNullable(element, lists.child, at++);
            }
        };
    }

    private static CellWriter ofMap(CellWriter keyWriter, CellWriter valueWriter) {
        return (value, column, row) -> {
            Map<?, ?> entries = (Map<?, ?>) value;
            MapColumnVector maps = (MapColumnVector) column;
            int at = append(entries.size(), maps, row, maps.keys, maps.values);
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                keyWriter.write(entry.getKey(), maps.keys, at);
                valueWriter.writeNullable(entry.getValue(), maps.values, at++);
            }
        };
    }

    /** Makes room behind what rows before have, and tells where it is. */
    private static int append(int count, MultiValuedColumnVector column, int row, ColumnVector... children) {
        int at = column.childCount;
        column.offsets[row] = at;
        column.lengths[row] = count;
        column.childCount = at + count;
        for (ColumnVector child : children) {
            if (column.childCount > child.isNull.length) {
                child.ensureSize(Math.max(column.childCount, 2 * child.isNull.length), true);
            }
        }
        return at;
    }

    /** ORC wants milliseconds, and in another place all that is behind the second. */
    private static CellWriter ofTimestamp(Timestamp.Unit unit) {
        long unitsOfASecond = unit == Timestamp.Unit.MILLIS ? 1_000 : 1_000_000;
        int nanosOfAUnit = (int) (1_000_000_000 / unitsOfASecond);
        return (value, column, row) -> {
            TimestampColumnVector timestamps = (TimestampColumnVector) column;
            int nanos = (int) Math.floorMod((Long) value, unitsOfASecond) * nanosOfAUnit;
            timestamps.setIsUTC(true);
            timestamps.changeCalendar(true, false);
            timestamps.time[row] = Math.floorDiv((Long) value, unitsOfASecond) * 1_000 + nanos / 1_000_000;
            timestamps.nanos[row] = nanos;
        };
    }

    /** Days of the calendar that java.time has; else the writer takes them for those of the Julian one before 1582. */
    private static void writeDate(Object value, ColumnVector column, int row) {
        DateColumnVector dates = (DateColumnVector) column;
        dates.changeCalendar(true, false);
        dates.vector[row] = (Integer) value;
    }

    private static long[] longs(ColumnVector column) {
        return ((LongColumnVector) column).vector;
    }

    private static void bytes(ColumnVector column, int row, byte[] bytes) {
        ((BytesColumnVector) column).setRef(row, bytes, 0, bytes.length);
    }
}
