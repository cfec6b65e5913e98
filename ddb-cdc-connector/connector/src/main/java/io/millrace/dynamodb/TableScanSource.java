package io.millrace.dynamodb;

import io.debezium.connector.SnapshotRecord;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.EventDispatcher.SnapshotReceiver;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.actions.snapshotting.SnapshotConfiguration;
import io.debezium.pipeline.source.AbstractSnapshotChangeEventSource;
import io.debezium.pipeline.source.SnapshottingTask;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.spi.SnapshotResult;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.schema.DataCollectionId;
import io.millrace.dynamodb.client.TableReads;
import io.millrace.dynamodb.convert.Change;
import io.millrace.dynamodb.scan.CapacityBudget;
import io.millrace.dynamodb.scan.ScanProgress;
import io.millrace.dynamodb.scan.TableScan;
import io.millrace.dynamodb.scan.TableScan.Taken;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Scans a table, round by round. Between rounds other tables are streamed, and now and then this one. */
final class TableScanSource extends AbstractSnapshotChangeEventSource<TablePartition, TableOffset> {

    private static final Logger LOG = LoggerFactory.getLogger(TableScanSource.class);

    private final DynamoDbConnectorConfig config;
    private final SnapshotterService snapshotters;
    private final TableSchemas schemas;
    private final TableReads reads;
    private final EventDispatcher<TablePartition, TableId> dispatcher;
    private final SnapshotReceiver<TablePartition> receiver;
    private final SnapshotProgressListener<TablePartition> progress;
    private final TableStreamSource streams;
    private final Clock clock = Clock.systemUTC();

    TableScanSource(
            DynamoDbConnectorConfig config,
            SnapshotterService snapshotters,
            TableSchemas schemas,
            TableReads reads,
            EventDispatcher<TablePartition, TableId> dispatcher,
            SnapshotReceiver<TablePartition> receiver,
            SnapshotProgressListener<TablePartition> progress,
            NotificationService<TablePartition, TableOffset> notifications,
            TableStreamSource streams) {
        super(config, progress, notifications);
        this.config = config;
        this.snapshotters = snapshotters;
        this.schemas = schemas;
        this.reads = reads;
        this.dispatcher = dispatcher;
        this.receiver = receiver;
        this.progress = progress;
        this.streams = streams;
    }

    @Override
    public SnapshottingTask getSnapshottingTask(TablePartition partition, TableOffset offset) {
        boolean data = snapshotters
                .getSnapshotter()
                .shouldSnapshotData(offset != null, offset != null && offset.isInitialSnapshotRunning());
        return new SnapshottingTask(false, data, List.of(partition.table()), Map.of(), false);
    }

    @Override
    public SnapshottingTask getBlockingSnapshottingTask(
            TablePartition partition, TableOffset offset, @Nullable SnapshotConfiguration wanted) {
        return new SnapshottingTask(false, true, List.of(partition.table()), Map.of(), true);
    }

    @Override
    protected SnapshotContext<TablePartition, TableOffset> prepare(TablePartition partition, boolean onDemand) {
        return new SnapshotContext<>(partition);
    }

    @Override
    protected SnapshotResult<TableOffset> doExecute(
            ChangeEventSourceContext context,
            TableOffset before,
            SnapshotContext<TablePartition, TableOffset> snapshot,
            SnapshottingTask task)
            throws Exception {
        TablePartition partition = snapshot.partition;
        TableOffset offset = task.isOnDemand() ? blocked(before) : resumedOrNew(before, partition);
        Instant began = task.isOnDemand() ? clock.instant() : offset.scanBegan().orElseThrow();
        snapshot.offset = offset;
        TableId table = new TableId(partition.table());
        progress.monitoredDataCollectionsDetermined(partition, List.of(table));
        notificationService
                .initialSnapshotNotificationService()
                .notifyTableInProgress(partition, offset, table.identifier());
        int segments = offset.scan().orElseThrow().segments();
        CapacityBudget budget = new CapacityBudget(config.capacityUnits(), System::nanoTime);
        long items = 0;
        try (TableScan scan =
                new TableScan(partition.table(), reads, segments, config.pageItems(), budget, config.patience())) {
            long caughtUp = System.nanoTime();
            TableScan.@Nullable Round next = null;
            while (!offset.scan().orElseThrow().isComplete()) {
                if (!context.isRunning()) {
                    throw new InterruptedException("stopped while the table " + table + " was scanned");
                }
                // read after the stream was read last, and written before it is read again
                boolean consistent =
                        config.consistentReads() || !offset.positions().isEmpty();
                if (next == null) {
                    next = scan.begin(offset.scan().orElseThrow(), consistent);
                }
                List<Taken> round = next.pages();
                boolean catchUp =
                        System.nanoTime() - caughtUp > config.catchUpInterval().toNanos()
                                && snapshotters.getSnapshotter().shouldStream();
                ScanProgress after = offset.scan().orElseThrow().taken(round);
                // the next is read while this one is written
                next = catchUp || after.isComplete() ? null : scan.begin(after, consistent);
                for (Taken taken : round) {
                    items += emit(partition, offset, taken, began);
                }
                progress.rowsScanned(partition, relational(table), items);
                streams.othersMeanwhile(context);
                streams.beatWhenDue(partition, offset);
                if (catchUp) {
                    streams.catchUp(context, partition, offset);
                    caughtUp = System.nanoTime();
                }
            }
            progress.dataCollectionSnapshotCompleted(partition, table, items);
            LOG.atInfo().addKeyValue("table", table).addKeyValue("items", items).log("a table was scanned");
        }
        offset.preSnapshotCompletion();
        offset.scanIs(null);
        offset.postSnapshotCompletion();
        notificationService
                .initialSnapshotNotificationService()
                .notifyCompletedTableSuccessfully(
                        partition, offset, table.identifier(), items, Set.of(relational(table)));
        // a table without items has no record that could tell
        dispatcher.alwaysDispatchHeartbeatEvent(partition, offset);
        return SnapshotResult.completed(offset);
    }

    /** Debezium names tables so. */
    private static io.debezium.relational.TableId relational(TableId table) {
        return new io.debezium.relational.TableId(null, null, table.table());
    }

    /** Its positions are kept; changes that come later are as new as they would be without the snapshot. */
    private static TableOffset blocked(TableOffset before) {
        before.preSnapshotStart(true);
        return before;
    }

    private TableOffset resumedOrNew(TableOffset before, TablePartition partition) {
        if (before != null && before.isInitialSnapshotRunning() && before.scan().isPresent()) {
            before.preSnapshotStart(false);
            LOG.atInfo().addKeyValue("table", partition.table()).log("a scan goes on where it was");
            return before;
        }
        TableOffset offset = new TableOffset(config, partition.table());
        offset.begin(streams.newest(partition.table()).orElse(null));
        offset.scanBegins(clock.instant());
        offset.scanIs(ScanProgress.begin(config.segments()));
        offset.preSnapshotStart(false);
        return offset;
    }

    /** The page's last record says that the page was taken; one without any is told by the next, or by a heartbeat. */
    private int emit(TablePartition partition, TableOffset offset, Taken taken, Instant began)
            throws InterruptedException {
        ScanProgress after =
                offset.scan().orElseThrow().taken(taken.segment(), taken.page().last());
        TableSchema schema = schemas.of(partition.table());
        Iterator<Map<String, AttributeValue>> items = taken.page().items().iterator();
        while (items.hasNext()) {
            Map<String, AttributeValue> item = items.next();
            if (!items.hasNext()) {
                offset.scanIs(after);
            }
            offset.markSnapshotRecord(
                    !items.hasNext() && after.isComplete() ? SnapshotRecord.LAST : SnapshotRecord.TRUE);
            Change change = Change.scanned(schema.keys().of(item), item, began);
            offset.event(change);
            dispatcher.dispatchSnapshotEvent(
                    partition, schema.id(), new ChangeEmitter(partition, offset, schema, change), receiver);
        }
        offset.scanIs(after);
        return taken.page().items().size();
    }

    /** Debezium's takes tables for those of relational databases. */
    @Override
    protected <T extends DataCollectionId> java.util.stream.Stream<T> determineDataCollectionsToBeSnapshotted(
            java.util.Collection<T> all, java.util.Set<java.util.regex.Pattern> allowed) {
        return all.stream();
    }
}
