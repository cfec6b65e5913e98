package io.millrace.firehose.format.parquet;

import io.millrace.firehose.format.schema.Column;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.Row;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Tells Parquet's writer a row, column by column. */
final class RowWriteSupport extends WriteSupport<Row> {

    private final ColumnType.Struct table;
    private final ValueWriter[] writers;
    private @Nullable RecordConsumer consumer;

    RowWriteSupport(ColumnType.Struct table) {
        this.table = table;
        this.writers = ValueWriter.ofColumns(table);
    }

    @Override
    public WriteContext init(Configuration hadoop) {
        throw new UnsupportedOperationException("Hadoop");
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(ParquetSchema.of(table), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer newConsumer) {
        consumer = newConsumer;
    }

    @Override
    public void write(Row row) {
        consumer.startMessage();
        writeFields(table.columns(), writers, row, consumer);
        consumer.endMessage();
    }

    static void writeFields(List<Column> columns, ValueWriter[] writers, Row row, RecordConsumer consumer) {
        for (int i = 0; i < writers.length; i++) {
            Object value = row.get(i);
            if (value != null) {
                String name = columns.get(i).name();
                consumer.startField(name, i);
                writers[i].write(value, consumer);
                consumer.endField(name, i);
            }
        }
    }
}
