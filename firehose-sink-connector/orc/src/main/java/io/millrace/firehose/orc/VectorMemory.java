package io.millrace.firehose.orc;

import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;

/** What columns of a batch take, estimated; they keep the size that lists and maps have made them. */
final class VectorMemory {

    private static final int OF_A_NUMBER = 16;
    private static final int OF_A_REFERENCE = 24;
    private static final int OF_A_DECIMAL = 64;

    private VectorMemory() {}

    static long of(ColumnVector... columns) {
        long bytes = 0;
        for (ColumnVector column : columns) {
            bytes += (long) column.isNull.length * ofARow(column) + ofChildren(column);
        }
        return bytes;
    }

    private static int ofARow(ColumnVector column) {
        if (column instanceof DecimalColumnVector) {
            return OF_A_DECIMAL;
        }
        return column instanceof BytesColumnVector ? OF_A_REFERENCE : OF_A_NUMBER;
    }

    private static long ofChildren(ColumnVector column) {
        if (column instanceof StructColumnVector struct) {
            return of(struct.fields);
        }
        if (column instanceof ListColumnVector list) {
            return of(list.child);
        }
        return column instanceof MapColumnVector map ? of(map.keys, map.values) : 0;
    }
}
