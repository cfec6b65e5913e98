package io.millrace.dynamodb;

import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.signal.actions.snapshotting.SnapshotConfiguration;
import io.debezium.pipeline.source.SnapshottingTask;
import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.pipeline.spi.SnapshotResult;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.LoggingContext;
import io.millrace.dynamodb.TableStreamSource.Rescan;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Debezium's has one table a task. Here each is scanned if it has to be, and then streamed with those before it. */
final class TableCoordinator extends ChangeEventSourceCoordinator<TablePartition, TableOffset> {

    private final DynamoDbConnectorConfig config;
    private final TableStreamSource streams;
    private final SnapshotRequests requests;
    private final IncrementalScans incremental;

    TableCoordinator(
            Offsets<TablePartition, TableOffset> offsets,
            ErrorHandler errors,
            DynamoDbConnectorConfig config,
            ChangeEventSourceFactory<TablePartition, TableOffset> sources,
            EventDispatcher<TablePartition, TableId> dispatcher,
            TableSchemas schemas,
            SignalProcessor<TablePartition, TableOffset> signals,
            NotificationService<TablePartition, TableOffset> notifications,
            SnapshotterService snapshotters,
            TableStreamSource streams,
            SnapshotRequests requests,
            IncrementalScans incremental) {
        super(
                offsets,
                errors,
                DynamoDbConnector.class,
                config,
                sources,
                new TaskMetrics(),
                dispatcher,
                schemas,
                signals,
                notifications,
                snapshotters);
        this.config = config;
        this.streams = streams;
        this.requests = requests;
        this.incremental = incremental;
    }

    @Override
    protected void executeChangeEventSources(
            CdcSourceTaskContext task,
            SnapshotChangeEventSource<TablePartition, TableOffset> scans,
            Offsets<TablePartition, TableOffset> offsets,
            AtomicReference<LoggingContext.PreviousContext> log,
            ChangeEventSourceContext context)
            throws InterruptedException {
        incremental.tell(snapshotMetrics);
        try {
            for (Map.Entry<TablePartition, TableOffset> table : offsets) {
                scanAndStream(scans, context, table.getKey(), table.getValue());
            }
            log.set(task.configureLoggingContext("streaming"));
            if (context.isRunning() && snapshotterService.getSnapshotter().shouldStream()) {
                takeSignals();
            }
            while (context.isRunning() && snapshotterService.getSnapshotter().shouldStream()) {
                streamingConnected(true);
                streams.execute(context, null, null);
                Optional<Rescan> rescan = streams.nextToScan();
                if (rescan.isPresent()) {
                    scanAndStream(
                            scans,
                            context,
                            rescan.get().partition(),
                            rescan.get().offset());
                }
            }
        } finally {
            streams.close();
        }
    }

    /** One of them is for all tables of the task, whichever way it comes. */
    private void takeSignals() {
        eventDispatcher.setIncrementalSnapshotChangeEventSource(Optional.of(requests));
        signalProcessor.setContext(
                Offsets.of(new TablePartition(config.getLogicalName(), ""), new TableOffset(config, "")));
        registerSignalActionsAndStartProcessor(signalProcessor, eventDispatcher, this, config);
    }

    @Override
    public void doBlockingSnapshot(TablePartition any, OffsetContext offset, SnapshotConfiguration wanted) {
        requests.block(wanted);
    }

    private void scanAndStream(
            SnapshotChangeEventSource<TablePartition, TableOffset> scans,
            ChangeEventSourceContext context,
            TablePartition partition,
            @Nullable TableOffset before)
            throws InterruptedException {
        if (!context.isRunning()) {
            return;
        }
        boolean streamed = snapshotterService.getSnapshotter().shouldStream();
        if (streamed && before == null) {
            // before a scan of hours
            streams.streamOf(partition.table());
        }
        SnapshottingTask wanted = before != null && before.isBlockingSnapshotRunning()
                ? scans.getBlockingSnapshottingTask(partition, before, null)
                : scans.getSnapshottingTask(partition, before);
        SnapshotResult<TableOffset> result = doSnapshot(scans, context, partition, before, wanted);
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
