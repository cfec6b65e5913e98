package io.millrace.firehose.orc;

import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.Row;
import java.io.IOException;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;

/** Rows on their way to ORC's writer, which takes them by columns. */
final class RowBatch {

    /** Each file has a batch: fewer than ORC's 1,024, since files may be many. */
    private static final int ROWS = 256;

    /** Records may be large. */
    private static final long BYTES = 256 << 10;

    private final CellWriter[] writers;
    private final VectorizedRowBatch columns;
    private long bytes;

    RowBatch(Struct table) {
        this.writers = CellWriter.ofColumns(table);
        this.columns = OrcSchema.of(table).createRowBatch(ROWS);
    }

    void add(Row row) {
        CellWriter.writeRow(row, writers, columns.cols, columns.size++);
    }

    /** Of the record that was added. */
    void addBytes(int length) {
        bytes += length;
    }

    boolean isFull() {
        return columns.size == ROWS || bytes >= BYTES;
    }

    void flushTo(Writer writer) throws IOException {
        if (columns.size > 0) {
            writer.addRowBatch(columns);
            columns.reset();
        }
        bytes = 0;
    }

    long heldBytes() {
        return bytes + VectorMemory.of(columns.cols);
    }
}
