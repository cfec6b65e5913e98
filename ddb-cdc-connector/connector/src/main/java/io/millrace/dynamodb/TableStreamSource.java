package io.millrace.dynamodb;

import io.debezium.connector.SnapshotRecord;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.Notification;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.Offsets;
import io.millrace.dynamodb.client.StreamReads;
import io.millrace.dynamodb.client.TableReads;
import io.millrace.dynamodb.convert.Change;
import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.Positions;
import io.millrace.dynamodb.lineage.ShardId;
import io.millrace.dynamodb.scan.ScanProgress;
import io.millrace.dynamodb.streaming.ReaderPool;
import io.millrace.dynamodb.streaming.ShardLostException;
import io.millrace.dynamodb.streaming.StreamEvent;
import io.millrace.dynamodb.streaming.StreamGoneException;
import io.millrace.dynamodb.streaming.TableStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** The streams of a task's tables, taken in turns by the one thread that dispatches. */
final class TableStreamSource implements StreamingChangeEventSource<TablePartition, TableOffset> {

    private static final Logger LOG = LoggerFactory.getLogger(TableStreamSource.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long a stream keeps its records, but for an hour of caution. */
    private static final Duration RETENTION = Duration.ofHours(23);

    private final DynamoDbConnectorConfig config;
    private final TableSchemas schemas;
    private final TableReads tables;
    private final StreamReads reads;
    private final ReaderPool pool;
    private final EventDispatcher<TablePartition, TableId> dispatcher;
    private final NotificationService<TablePartition, TableOffset> notifications;
    private final SnapshotRequests requests;
    private final IncrementalScans incremental;
    private final SignalTable signals;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, StreamedTable> streams = new HashMap<>();
    private final Map<TablePartition, Long> beats = new HashMap<>();
    private final Deque<TablePartition> toScan = new ArrayDeque<>();
    private final Deque<TablePartition> toBlock = new ArrayDeque<>();

    /** A table that is to be scanned, and streamed on at the offset; without one, as if it were new. */
    record Rescan(TablePartition partition, @Nullable TableOffset offset) {}

    TableStreamSource(
            DynamoDbConnectorConfig config,
            TableSchemas schemas,
            TableReads tables,
            StreamReads reads,
            ReaderPool pool,
            EventDispatcher<TablePartition, TableId> dispatcher,
            NotificationService<TablePartition, TableOffset> notifications,
            SnapshotRequests requests,
            IncrementalScans incremental,
            SignalTable signals) {
        this.config = config;
        this.schemas = schemas;
        this.tables = tables;
        this.reads = reads;
        this.pool = pool;
        this.dispatcher = dispatcher;
        this.notifications = notifications;
        this.requests = requests;
        this.incremental = incremental;
        this.signals = signals;
    }

    /** From now on the table's changes are taken too. */
    void add(TablePartition partition, TableOffset offset) {
        if (offset.stream().isEmpty()) {
            offset.begin(streamOf(partition.table()));
        }
        String arn = offset.stream().orElseThrow();
        TableStream stream = new TableStream(partition.table(), arn, offset.positions(), reads, pool, config.streams());
        offset.markSnapshotRecord(SnapshotRecord.FALSE);
        streams.put(partition.table(), new StreamedTable(partition, offset, stream));
        stream.open();
        LOG.atInfo()
                .addKeyValue("table", partition.table())
                .addKeyValue("stream", arn)
                .addKeyValue("positions", offset.positions())
                .log("a stream is read");
    }

    /** A table whose changes are lost, or of which a signal wants all. */
    Optional<Rescan> nextToScan() {
        TablePartition lost = toScan.poll();
        if (lost != null) {
            return Optional.of(new Rescan(lost, null));
        }
        TablePartition blocked = toBlock.poll();
        StreamedTable streamed = blocked == null ? null : streams.get(blocked.table());
        if (streamed == null) {
            return Optional.empty();
        }
        drop(streamed.name());
        streamed.offset().scanIs(ScanProgress.begin(config.segments()));
        return Optional.of(new Rescan(streamed.partition(), streamed.offset()));
    }

    /** Takes what some reader brought, if one does so before long. */
    void round(Duration patience) throws InterruptedException {
        Optional<StreamEvent> event = pool.next(patience);
        if (event.isPresent()) {
            try {
                take(event.get());
            } finally {
                pool.taken(event.get());
            }
        }
        for (StreamedTable streamed : List.copyOf(streams.values())) {
            incremental.step(streamed);
            beatWhenDue(streamed.partition(), streamed.offset());
        }
    }

    private void take(StreamEvent event) throws InterruptedException {
        StreamedTable streamed = streams.get(event.stream().table());
        if (streamed == null || streamed.stream() != event.stream()) {
            return;
        }
        try {
            streamed.stream().take(event, (before, shard, record) -> change(streamed, before, shard, record));
            streamed.offset().at(streamed.stream().positions());
            if (streamed.stream().isAtEnd()) {
                gap(streamed, "its stream was turned off, and was read to its end", Optional.empty());
            }
        } catch (ShardLostException e) {
            gap(streamed, e.getMessage(), Optional.of(e));
        } catch (StreamGoneException e) {
            gap(streamed, e.getMessage(), Optional.empty());
        }
    }

    private void change(StreamedTable streamed, Positions before, ShardId shard, Record record)
            throws InterruptedException {
        Change change = StreamChanges.of(shard, record);
        TableOffset offset = streamed.offset();
        if (isKnownByTheScan(offset, change.created())) {
            return;
        }
        if (signals.take(streamed.name(), change)) {
            // before its position is: one that is not answered is read again
            answerSignals();
        }
        TableSchema schema = schemas.of(streamed.name());
        offset.at(before, shard, Position.after(record.dynamodb().sequenceNumber()));
        offset.event(change);
        incremental.changed(streamed, change.keys());
        beats.put(streamed.partition(), System.nanoTime());
        dispatcher.dispatchDataChangeEvent(
                streamed.partition(), schema.id(), new ChangeEmitter(streamed.partition(), offset, schema, change));
    }

    private boolean isKnownByTheScan(TableOffset offset, Instant created) {
        return offset.scanBegan()
                .filter(began -> created.isBefore(began.minus(config.margin())))
                .isPresent();
    }

    /** Positions move on without a change that would tell. */
    void beatWhenDue(TablePartition partition, TableOffset offset) throws InterruptedException {
        long now = System.nanoTime();
        Long last = beats.putIfAbsent(partition, now);
        if (last != null && now - last > config.getHeartbeatInterval().toNanos()) {
            beats.put(partition, now);
            dispatcher.alwaysDispatchHeartbeatEvent(partition, offset);
        }
    }

    // --- while a table is scanned -----------------------------------------------------------------------------------

    /** What is there of other tables, without waiting. */
    void othersMeanwhile(ChangeEventSourceContext context) throws InterruptedException {
        for (int i = 0; i < 100 && context.isRunning() && !streams.isEmpty(); i++) {
            round(Duration.ZERO);
        }
    }

    /** Reads the stream of a table that is being scanned to its head, and leaves it there. */
    void catchUp(ChangeEventSourceContext context, TablePartition partition, TableOffset offset)
            throws InterruptedException {
        add(partition, offset);
        StreamedTable streamed = streams.get(partition.table());
        while (context.isRunning() && isStreamed(streamed) && !streamed.stream().isAtHead()) {
            round(PATIENCE);
        }
        drop(partition.table());
        offset.markSnapshotRecord(SnapshotRecord.TRUE);
        if (toScan.remove(partition)) {
            offset.begin(newest(partition.table()).orElse(null));
            offset.scanBegins(clock.instant());
            offset.scanIs(ScanProgress.begin(offset.scan().orElseThrow().segments()));
        }
    }

    private boolean isStreamed(StreamedTable streamed) {
        StreamedTable now = streams.get(streamed.partition().table());
        return now != null && now.stream() == streamed.stream();
    }

    private void drop(String table) {
        StreamedTable streamed = streams.remove(table);
        if (streamed != null) {
            incremental.forget(streamed);
            streamed.stream().close();
        }
    }

    // --- gaps -------------------------------------------------------------------------------------------------------

    /** @param shard if it is one; else the stream is at its end */
    private void gap(StreamedTable streamed, String what, Optional<ShardLostException> shard)
            throws InterruptedException {
        String table = streamed.partition().table();
        if (shard.isPresent() && isOlderThanTheScan(streamed, shard.get().shard())) {
            streamed.stream().goOnWithout(shard.get());
            return;
        }
        String message = "Changes of the table " + table + " are lost: " + what + ".";
        switch (config.gapMode()) {
            case FAIL ->
                throw new ConnectException(message
                        + " Set stream.gap.mode to snapshot to scan the table again, or to continue to go on with the"
                        + " next change that can be read, and restart the task.");
            case SNAPSHOT -> {
                if (shard.isEmpty()) {
                    another(streamed, message);
                }
                tell(streamed, message + " The table is scanned again.");
                incremental.stop(streamed, "changes of the table are lost, and all of it is scanned");
                drop(table);
                toScan.add(streamed.partition());
            }
            case CONTINUE -> {
                tell(streamed, message + " Reading goes on with the next change that can be read.");
                if (shard.isPresent()) {
                    streamed.stream().goOnWithout(shard.get());
                    streamed.offset().at(streamed.stream().positions());
                } else {
                    drop(table);
                    streamed.offset().begin(another(streamed, message));
                    add(streamed.partition(), streamed.offset());
                }
            }
        }
    }

    /** None of it was read, and what it had is older than a day: the scan saw what it did, if that is younger. */
    private boolean isOlderThanTheScan(StreamedTable streamed, ShardId shard) {
        return streamed.offset()
                        .positions()
                        .of(shard)
                        .filter(Position.Horizon.class::isInstance)
                        .isPresent()
                && streamed.offset()
                        .scanBegan()
                        .filter(began -> began.isAfter(clock.instant().minus(RETENTION)))
                        .isPresent();
    }

    private void tell(StreamedTable streamed, String message) {
        LOG.warn(message);
        notifications.notify(
                Notification.Builder.builder()
                        .withId(UUID.randomUUID().toString())
                        .withAggregateType("Stream")
                        .withType("GAP")
                        .withAdditionalData(Map.of("table", streamed.partition().table(), "message", message))
                        .withTimestamp(clock.millis())
                        .build(),
                Offsets.of(streamed.partition(), streamed.offset()));
    }

    /** The stream that the table has now, which must not be the one that is at its end: what is scanned without one would be scanned for ever. */
    private String another(StreamedTable streamed, String message) {
        return newest(streamed.partition().table())
                .filter(arn -> !streamed.offset().stream().filter(arn::equals).isPresent())
                .orElseThrow(() ->
                        new ConnectException(message + " It has no other stream: enable one, and restart the task."));
    }

    /** The stream that the table has now, without which its changes cannot be captured. */
    String streamOf(String table) {
        return newest(table)
                .orElseThrow(() -> new ConnectException("The table " + table
                        + " has no stream: enable one, with new and old images if they are wanted, and"
                        + " restart the task."));
    }

    /** The stream that the table has now. */
    Optional<String> newest(String table) {
        return tables.describe(table)
                .orElseThrow(() -> new ConnectException("The table " + table + " is gone."))
                .streamArn();
    }

    @Override
    public void execute(ChangeEventSourceContext context, TablePartition partition, TableOffset offset)
            throws InterruptedException {
        while (context.isRunning() && toScan.isEmpty() && toBlock.isEmpty()) {
            answerSignals();
            round(PATIENCE);
        }
    }

    // --- signals ----------------------------------------------------------------------------------------------------

    private void answerSignals() throws InterruptedException {
        for (Optional<SnapshotRequest> next = requests.next(); next.isPresent(); next = requests.next()) {
            answer(next.get());
        }
    }

    private void answer(SnapshotRequest request) throws InterruptedException {
        if (request instanceof SnapshotRequest.Refused refused) {
            incremental.refused(refused.id(), refused.reason());
        } else if (request instanceof SnapshotRequest.Begin begin) {
            for (StreamedTable table : named(begin.tables())) {
                incremental.begin(table, begin.id(), begin.offset());
            }
        } else if (request instanceof SnapshotRequest.Block block) {
            for (StreamedTable table : named(block.tables())) {
                toBlock.add(table.partition());
            }
        } else if (request instanceof SnapshotRequest.Stop stop) {
            for (StreamedTable table : stop.tables().isEmpty() ? all() : named(stop.tables())) {
                incremental.stop(table, "a signal stopped it");
            }
        } else if (request instanceof SnapshotRequest.Pause) {
            for (StreamedTable table : all()) {
                incremental.pause(table);
            }
        } else if (request instanceof SnapshotRequest.Resume) {
            for (StreamedTable table : all()) {
                incremental.resume(table);
            }
        }
    }

    private List<StreamedTable> all() {
        return List.copyOf(streams.values());
    }

    private List<StreamedTable> named(List<Pattern> tables) {
        List<StreamedTable> named = all().stream()
                .filter(table -> SnapshotRequest.isNamed(table.name(), tables))
                .toList();
        if (named.isEmpty()) {
            LOG.atWarn().addKeyValue("tables", tables).log("a signal names no table that this task streams");
        }
        return named;
    }

    @Override
    public void close() {
        List.copyOf(streams.keySet()).forEach(this::drop);
        incremental.close();
    }
}
