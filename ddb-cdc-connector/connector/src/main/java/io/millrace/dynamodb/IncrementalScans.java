package io.millrace.dynamodb;

import static io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.CURRENT_COLLECTION_IN_PROGRESS;
import static io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.LAST_PROCESSED_KEY;
import static io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.NONE;
import static io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.SCANNED_COLLECTION;
import static io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.STATUS;
import static io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.TOTAL_ROWS_SCANNED;

import io.debezium.connector.SnapshotRecord;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.EventDispatcher.SnapshotReceiver;
import io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.TableScanCompletionStatus;
import io.debezium.pipeline.notification.SnapshotStatus;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.millrace.dynamodb.client.TableReads;
import io.millrace.dynamodb.convert.Change;
import io.millrace.dynamodb.scan.CapacityBudget;
import io.millrace.dynamodb.scan.IncrementalProgress;
import io.millrace.dynamodb.scan.PageWindow;
import io.millrace.dynamodb.scan.ScanProgress;
import io.millrace.dynamodb.scan.TableScan;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Incremental snapshots of tables that are streamed meanwhile. All of it is of the one thread that dispatches. */
final class IncrementalScans implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IncrementalScans.class);

    private final DynamoDbConnectorConfig config;
    private final TableSchemas schemas;
    private final TableReads reads;
    private final EventDispatcher<TablePartition, TableId> dispatcher;
    private final SnapshotReceiver<TablePartition> receiver;
    private final SnapshotNotices notices;
    private SnapshotProgressListener<TablePartition> progress = SnapshotProgressListener.NO_OP();
    private final Map<String, IncrementalScan> scans = new HashMap<>();
    private final Map<String, Long> items = new HashMap<>();

    IncrementalScans(
            DynamoDbConnectorConfig config,
            TableSchemas schemas,
            TableReads reads,
            EventDispatcher<TablePartition, TableId> dispatcher,
            SnapshotReceiver<TablePartition> receiver,
            SnapshotNotices notices) {
        this.config = config;
        this.schemas = schemas;
        this.reads = reads;
        this.dispatcher = dispatcher;
        this.receiver = receiver;
        this.notices = notices;
    }

    /** Metrics, which are there later than this is. */
    void tell(SnapshotProgressListener<TablePartition> listener) {
        progress = listener;
    }

    // --- what signals ask for ---------------------------------------------------------------------------------------

    /**
     * One that is under way goes on to its end, and then the table is scanned once more.
     *
     * @param signal its offset in Kafka, which has it again after a crash
     */
    void begin(StreamedTable table, String id, Optional<Long> signal) throws InterruptedException {
        if (signal.isPresent() && !table.offset().isNewSignal(signal.get())) {
            LOG.atInfo()
                    .addKeyValue("table", table.name())
                    .addKeyValue("signal", id)
                    .log("a signal was answered before");
            return;
        }
        table.offset()
                .incrementalIs(table.offset()
                        .incremental()
                        .map(now -> now.followedBy(id))
                        .orElseGet(() -> IncrementalProgress.begin(id, config.segments())));
        if (table.offset().incremental().orElseThrow().next().isEmpty()) {
            begun(table, id);
        }
        dispatcher.alwaysDispatchHeartbeatEvent(table.partition(), table.offset());
    }

    private void begun(StreamedTable table, String id) {
        LOG.atInfo()
                .addKeyValue("table", table.name())
                .addKeyValue("signal", id)
                .log("an incremental snapshot begins");
        progress.monitoredDataCollectionsDetermined(table.partition(), List.of(new TableId(table.name())));
        notices.tell(table, id, SnapshotStatus.STARTED, Map.of());
    }

    void pause(StreamedTable table) throws InterruptedException {
        IncrementalProgress now = table.offset().incremental().orElse(null);
        if (now != null && !now.paused()) {
            forget(table);
            table.offset().incrementalIs(now.paused(true));
            progress.snapshotPaused(table.partition());
            notices.tell(table, now.id(), SnapshotStatus.PAUSED, Map.of());
            dispatcher.alwaysDispatchHeartbeatEvent(table.partition(), table.offset());
        }
    }

    void resume(StreamedTable table) throws InterruptedException {
        IncrementalProgress now = table.offset().incremental().orElse(null);
        if (now != null && now.paused()) {
            table.offset().incrementalIs(now.paused(false));
            progress.snapshotResumed(table.partition());
            notices.tell(table, now.id(), SnapshotStatus.RESUMED, Map.of());
            dispatcher.alwaysDispatchHeartbeatEvent(table.partition(), table.offset());
        }
    }

    /** It is over without its end. */
    void stop(StreamedTable table, String reason) throws InterruptedException {
        IncrementalProgress now = table.offset().incremental().orElse(null);
        if (now != null) {
            LOG.atWarn()
                    .addKeyValue("table", table.name())
                    .addKeyValue("signal", now.id())
                    .addKeyValue("reason", reason)
                    .log("an incremental snapshot ends before its end");
            forget(table);
            items.remove(table.name());
            table.offset().incrementalIs(null);
            progress.snapshotAborted(table.partition());
            notices.tell(table, now.id(), SnapshotStatus.ABORTED, Map.of("message", reason));
            dispatcher.alwaysDispatchHeartbeatEvent(table.partition(), table.offset());
        }
    }

    void refused(String id, String reason) {
        LOG.warn("A signal is refused: {}", reason);
        notices.refused(id, reason);
    }

    // --- while the table is streamed --------------------------------------------------------------------------------

    /** A change of this item is written now. */
    void changed(StreamedTable table, Map<String, AttributeValue> keys) {
        IncrementalScan scan = scans.get(table.name());
        if (scan != null) {
            scan.changed(keys);
        }
    }

    /** Goes on as far as it can without waiting. */
    void step(StreamedTable table) throws InterruptedException {
        IncrementalProgress now = table.offset().incremental().orElse(null);
        if (now == null || now.paused()) {
            return;
        }
        IncrementalScan scan = scans.computeIfAbsent(table.name(), any -> started(table, now));
        IncrementalScan.Ready ready;
        try {
            ready = scan.advance(table, now.scan()).orElse(null);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("table", table.name()).setCause(e).log("a table cannot be scanned");
            stop(table, "the table cannot be scanned: " + e.getMessage());
            return;
        }
        if (ready != null) {
            write(table, ready.window(), ready.asked());
        }
    }

    private IncrementalScan started(StreamedTable table, IncrementalProgress now) {
        progress.snapshotStarted(table.partition());
        TableScan scan = new TableScan(
                table.name(),
                reads,
                now.scan().segments(),
                config.getIncrementalSnapshotChunkSize(),
                new CapacityBudget(config.capacityUnits(), System::nanoTime),
                config.patience());
        return new IncrementalScan(scan, schemas.of(table.name()).keys()::of);
    }

    /** Each item's offset says that the scan has come to it: after a crash it goes on there. */
    private void write(StreamedTable table, PageWindow window, Instant asked) throws InterruptedException {
        TableOffset offset = table.offset();
        TableSchema schema = schemas.of(table.name());
        offset.markSnapshotRecord(SnapshotRecord.INCREMENTAL);
        for (PageWindow.Page page : window.pages()) {
            IncrementalProgress before = offset.incremental().orElseThrow();
            IncrementalProgress after = before.at(before.scan().taken(page.segment(), page.last()));
            Iterator<Map.Entry<Map<String, AttributeValue>, Map<String, AttributeValue>>> left =
                    page.items().entrySet().iterator();
            while (left.hasNext()) {
                Map.Entry<Map<String, AttributeValue>, Map<String, AttributeValue>> item = left.next();
                ScanProgress reached = before.scan().taken(page.segment(), Optional.of(item.getKey()));
                offset.incrementalIs(left.hasNext() ? before.at(reached) : after);
                Change change = Change.scanned(item.getKey(), item.getValue(), asked);
                offset.event(change);
                dispatcher.dispatchSnapshotEvent(
                        table.partition(),
                        schema.id(),
                        new ChangeEmitter(table.partition(), offset, schema, change),
                        receiver);
            }
            offset.incrementalIs(after);
            items.merge(table.name(), (long) page.items().size(), Long::sum);
        }
        offset.markSnapshotRecord(SnapshotRecord.FALSE);
        written(table);
    }

    private void written(StreamedTable table) throws InterruptedException {
        IncrementalProgress now = table.offset().incremental().orElseThrow();
        long count = items.getOrDefault(table.name(), 0L);
        progress.rowsScanned(table.partition(), new io.debezium.relational.TableId(null, null, table.name()), count);
        if (!now.scan().isComplete()) {
            notices.tell(
                    table,
                    now.id(),
                    SnapshotStatus.IN_PROGRESS,
                    Map.of(
                            CURRENT_COLLECTION_IN_PROGRESS,
                            table.name(),
                            LAST_PROCESSED_KEY,
                            now.scan().keys().isEmpty()
                                    ? NONE
                                    : now.scan().keys().toString()));
            return;
        }
        forget(table);
        items.remove(table.name());
        table.offset()
                .incrementalIs(now.next()
                        .map(next -> IncrementalProgress.begin(next, config.segments()))
                        .orElse(null));
        LOG.atInfo()
                .addKeyValue("table", table.name())
                .addKeyValue("items", count)
                .log("an incremental snapshot ends");
        progress.dataCollectionSnapshotCompleted(table.partition(), new TableId(table.name()), count);
        progress.snapshotCompleted(table.partition());
        notices.tell(
                table,
                now.id(),
                SnapshotStatus.TABLE_SCAN_COMPLETED,
                Map.of(
                        SCANNED_COLLECTION, table.name(),
                        TOTAL_ROWS_SCANNED, Long.toString(count),
                        STATUS,
                                (count == 0 ? TableScanCompletionStatus.EMPTY : TableScanCompletionStatus.SUCCEEDED)
                                        .name()));
        notices.tell(table, now.id(), SnapshotStatus.COMPLETED, Map.of());
        if (now.next().isPresent()) {
            begun(table, now.next().get());
        }
        dispatcher.alwaysDispatchHeartbeatEvent(table.partition(), table.offset());
    }

    /** What was read of a round and not written is read again, by whoever goes on. */
    void forget(StreamedTable table) {
        IncrementalScan scan = scans.remove(table.name());
        if (scan != null) {
            scan.close();
        }
        table.stream().hurry(false);
    }

    @Override
    public void close() {
        scans.values().forEach(IncrementalScan::close);
        scans.clear();
    }
}
