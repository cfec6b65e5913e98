package io.millrace.firehose.orc;

import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ConversionException;
import io.millrace.firehose.format.schema.Row;
import io.millrace.firehose.format.schema.RowReader;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.orc.Writer;

/** Writes one ORC file. */
final class OrcEncoder implements RecordEncoder {

    /** What ORC's writer has for each column from the beginning and does not count; measured. */
    private static final long UNCOUNTED = 32 << 10;

    private final RowReader reader;
    private final RowBatch batch;
    private final Writer writer;

    OrcEncoder(RowReader reader, Struct table, Writer writer) {
        this.reader = reader;
        this.batch = new RowBatch(table);
        this.writer = writer;
    }

    @Override
    public Optional<Failure> write(DeliveryRecord record) throws IOException {
        List<Row> rows;
        try {
            rows = reader.read(record.data());
        } catch (ConversionException e) {
            return Optional.of(e.failure());
        }
        batch.addBytes(record.data().length);
        for (Row row : rows) {
            batch.add(row);
            if (batch.isFull()) {
                batch.flushTo(writer);
            }
        }
        return Optional.empty();
    }

    /** The stripe that is being filled, and the rows that are not in it yet. */
    @Override
    public long heldBytes() {
        return writer.estimateMemory()
                + batch.heldBytes()
                + UNCOUNTED * writer.getSchema().getMaximumId();
    }

    @Override
    public void finish() throws IOException {
        batch.flushTo(writer);
        writer.close();
    }

    /** All of it is on the heap: nothing is to be given back, and closing the writer would write. */
    @Override
    public void close() {}
}
