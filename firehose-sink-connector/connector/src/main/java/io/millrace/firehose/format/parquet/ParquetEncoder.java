package io.millrace.firehose.format.parquet;

import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.ConversionException;
import io.millrace.firehose.format.schema.Row;
import io.millrace.firehose.format.schema.RowReader;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetWriter;

/** Writes one Parquet file. */
final class ParquetEncoder implements RecordEncoder {

    private final RowReader reader;
    private final PositionStream out;
    private final ParquetWriter<Row> writer;

    ParquetEncoder(RowReader reader, ColumnType.Struct table, ParquetOptions options, PositionStream out)
            throws IOException {
        this.reader = reader;
        this.out = out;
        this.writer = new RowWriterBuilder(table, options, out).build();
    }

    @Override
    public Optional<Failure> write(DeliveryRecord record) throws IOException {
        List<Row> rows;
        try {
            rows = reader.read(record.data());
        } catch (ConversionException e) {
            return Optional.of(e.failure());
        }
        for (Row row : rows) {
            writer.write(row);
        }
        return Optional.empty();
    }

    /** The row group that is being filled: what the file would have now, without what the stream has of it. */
    @Override
    public long heldBytes() {
        return Math.max(0, writer.getDataSize() - out.getPos());
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    /** All of it is on the heap: nothing is to be given back, and closing the writer would write. */
    @Override
    public void close() {}
}
