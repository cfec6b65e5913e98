package io.millrace.firehose.orc;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.jspecify.annotations.Nullable;

/** The rows of an ORC file as those see them who read it: structs as maps, integers as Long, bytes as text of them. */
final class OrcRows {

    private OrcRows() {}

    static List<Map<String, Object>> of(byte[] file) throws IOException {
        return of(new InMemoryFile(file).reader());
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> of(Reader reader) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        TypeDescription schema = reader.getSchema();
        VectorizedRowBatch batch = schema.createRowBatch();
        StructColumnVector root = new StructColumnVector(batch.getMaxSize(), batch.cols);
        try (RecordReader rows = reader.rows()) {
            while (rows.nextBatch(batch)) {
                for (int row = 0; row < batch.size; row++) {
                    all.add((Map<String, Object>) value(schema, root, row));
                }
            }
        }
        return all;
    }

    private static @Nullable Object value(TypeDescription type, ColumnVector column, int at) {
        int row = column.isRepeating ? 0 : at;
        if (!column.noNulls && column.isNull[row]) {
            return null;
        }
        return switch (type.getCategory()) {
            case BOOLEAN -> ((LongColumnVector) column).vector[row] != 0;
            case INT, LONG -> ((LongColumnVector) column).vector[row];
            case DATE -> LocalDate.ofEpochDay(((LongColumnVector) column).vector[row]);
            case FLOAT, DOUBLE -> ((DoubleColumnVector) column).vector[row];
            case STRING -> ((BytesColumnVector) column).toString(row);
            case BINARY -> bytes((BytesColumnVector) column, row);
            case DECIMAL -> decimal((DecimalColumnVector) column, row).setScale(type.getScale());
            case TIMESTAMP -> instant((TimestampColumnVector) column, row);
            case STRUCT -> struct(type, (StructColumnVector) column, row);
            case LIST -> list(type, (ListColumnVector) column, row);
            case MAP -> map(type, (MapColumnVector) column, row);
            default -> throw new AssertionError(type);
        };
    }

    private static String bytes(BytesColumnVector column, int row) {
        int from = column.start[row];
        return Arrays.toString(Arrays.copyOfRange(column.vector[row], from, from + column.length[row]));
    }

    private static BigDecimal decimal(DecimalColumnVector column, int row) {
        return column.vector[row].getHiveDecimal().bigDecimalValue();
    }

    private static Instant instant(TimestampColumnVector column, int row) {
        return Instant.ofEpochSecond(Math.floorDiv(column.time[row], 1000L), column.nanos[row]);
    }

    private static Map<String, Object> struct(TypeDescription type, StructColumnVector column, int row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < column.fields.length; i++) {
            fields.put(type.getFieldNames().get(i), value(type.getChildren().get(i), column.fields[i], row));
        }
        return fields;
    }

    private static List<Object> list(TypeDescription type, ListColumnVector column, int row) {
        List<Object> elements = new ArrayList<>();
        for (long i = 0; i < column.lengths[row]; i++) {
            elements.add(value(type.getChildren().get(0), column.child, (int) (column.offsets[row] + i)));
        }
        return elements;
    }

    private static Map<Object, Object> map(TypeDescription type, MapColumnVector column, int row) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (long i = 0; i < column.lengths[row]; i++) {
            int at = (int) (column.offsets[row] + i);
            entries.put(
                    value(type.getChildren().get(0), column.keys, at),
                    value(type.getChildren().get(1), column.values, at));
        }
        return entries;
    }
}
