package io.millrace.dynamodb;

import io.debezium.data.Envelope;
import io.debezium.data.Envelope.Operation;
import io.debezium.pipeline.spi.ChangeRecordEmitter;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.schema.DataCollectionSchema;
import io.millrace.dynamodb.convert.Change;
import io.millrace.dynamodb.convert.Images;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** A change as the record that it becomes. */
final class ChangeEmitter implements ChangeRecordEmitter<TablePartition> {

    private final TablePartition partition;
    private final TableOffset offset;
    private final TableSchema table;
    private final Change change;

    ChangeEmitter(TablePartition partition, TableOffset offset, TableSchema table, Change change) {
        this.partition = partition;
        this.offset = offset;
        this.table = table;
        this.change = change;
    }

    @Override
    public void emitChangeRecords(DataCollectionSchema any, Receiver<TablePartition> receiver)
            throws InterruptedException {
        Images images = table.items().images(change.before(), change.after());
        DataCollectionSchema schema = table.with(images);
        receiver.changeRecord(
                partition,
                schema,
                getOperation(),
                table.keys().struct(change.keys()),
                envelope(schema.getEnvelopeSchema().schema(), images),
                offset,
                null);
    }

    private Struct envelope(Schema schema, Images images) {
        Instant now = Instant.now();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        return new Struct(schema)
                .put(Envelope.FieldName.BEFORE, images.before())
                .put(Envelope.FieldName.AFTER, images.after())
                .put(Envelope.FieldName.SOURCE, offset.getSourceInfo())
                .put(Envelope.FieldName.OPERATION, getOperation().code())
                .put(Envelope.FieldName.TIMESTAMP, nanos / 1_000_000)
                .put(Envelope.FieldName.TIMESTAMP_US, nanos / 1_000)
                .put(Envelope.FieldName.TIMESTAMP_NS, nanos);
    }

    @Override
    public TablePartition getPartition() {
        return partition;
    }

    @Override
    public OffsetContext getOffset() {
        return offset;
    }

    @Override
    public Operation getOperation() {
        return change.kind().operation();
    }
}
