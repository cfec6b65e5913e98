package io.millrace.dynamodb;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.data.Envelope.Operation;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.EventDispatcher.SnapshotReceiver;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.schema.DataCollectionSchema;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.function.Function;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Hands scanned items on at once. Debezium's holds one back to mark the last: it could come after a later change of the same item, when
 * a scan pauses for the stream.
 */
final class DirectReceiver implements SnapshotReceiver<TablePartition> {

    private final ChangeEventQueue<DataChangeEvent> queue;
    private final TopicNamingStrategy<TableId> topics;
    private final Function<SourceRecord, DataChangeEvent> events;

    DirectReceiver(
            ChangeEventQueue<DataChangeEvent> queue,
            TopicNamingStrategy<TableId> topics,
            Function<SourceRecord, DataChangeEvent> events) {
        this.queue = queue;
        this.topics = topics;
        this.events = events;
    }

    @Override
    public void changeRecord(
            TablePartition partition,
            DataCollectionSchema schema,
            Operation operation,
            Object key,
            Struct value,
            OffsetContext offset,
            ConnectHeaders headers)
            throws InterruptedException {
        queue.enqueue(events.apply(new SourceRecord(
                partition.getSourcePartition(),
                offset.getOffset(),
                topics.dataChangeTopic((TableId) schema.id()),
                null,
                schema.keySchema(),
                key,
                value.schema(),
                value,
                null,
                headers)));
    }

    @Override
    public void completeSnapshot() {}
}
