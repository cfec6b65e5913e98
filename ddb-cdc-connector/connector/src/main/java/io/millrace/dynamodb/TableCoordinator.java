package io.millrace.dynamodb;

import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.pipeline.spi.SnapshotResult;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.LoggingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Debezium's has one table a task. Here each is scanned if it has to be, and then streamed with those before it. */
final class TableCoordinator extends ChangeEventSourceCoordinator<TablePartition, TableOffset> {

    private final DynamoDbConnectorConfig config;
    private final TableStreamSource streams;

    TableCoordinator(
            Offsets<TablePartition, TableOffset> offsets,
            ErrorHandler errors,
            DynamoDbConnectorConfig config,
            ChangeEventSourceFactory<TablePartition, TableOffset> sources,
            EventDispatcher<TablePartition, TableId> dispatcher,
            TableSchemas schemas,
            NotificationService<TablePartition, TableOffset> notifications,
            SnapshotterService snapshotters,
            TableStreamSource streams) {
        super(
                offsets,
                errors,
                DynamoDbConnector.class,
                config,
                sources,
                new TaskMetrics(),
                dispatcher,
                schemas,
                null,
                notifications,
                snapshotters);
        this.config = config;
        this.streams = streams;
    }

    @Override
    protected void executeChangeEventSources(
            CdcSourceTaskContext task,
            SnapshotChangeEventSource<TablePartition, TableOffset> scans,
            Offsets<TablePartition, TableOffset> offsets,
            AtomicReference<LoggingContext.PreviousContext> log,
            ChangeEventSourceContext context)
            throws InterruptedException {
        try {
            for (Map.Entry<TablePartition, TableOffset> table : offsets) {
                scanAndStream(scans, context, table.getKey(), table.getValue());
            }
            log.set(task.configureLoggingContext("streaming"));
            while (context.isRunning() && snapshotterService.getSnapshotter().shouldStream()) {
                streamingConnected(true);
                streams.execute(context, null, null);
                Optional<TablePartition> lost = streams.nextToScan();
                if (lost.isPresent()) {
                    scanAndStream(scans, context, lost.get(), null);
                }
            }
        } finally {
            streams.close();
        }
    }

    private void scanAndStream(
            SnapshotChangeEventSource<TablePartition, TableOffset> scans,
            ChangeEventSourceContext context,
            TablePartition partition,
            TableOffset before)
            throws InterruptedException {
        if (!context.isRunning()) {
            return;
        }
        boolean streamed = snapshotterService.getSnapshotter().shouldStream();
        if (streamed && before == null) {
            // before a scan of hours
            streams.streamOf(partition.table());
        }
        SnapshotResult<TableOffset> result = doSnapshot(scans, context, partition, before);
        eventDispatcher.setEventListener(streamingMetrics);
        if (streamed && result.isCompletedOrSkipped()) {
            streams.add(partition, result.getOffset() == null ? fromTheHorizon(partition) : result.getOffset());
        }
    }

    private TableOffset fromTheHorizon(TablePartition partition) {
        TableOffset offset = new TableOffset(config, partition.table());
        offset.begin(streams.newest(partition.table()).orElse(null));
        return offset;
    }
}
