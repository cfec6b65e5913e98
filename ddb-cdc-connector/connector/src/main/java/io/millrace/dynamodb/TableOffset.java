package io.millrace.dynamodb;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.pipeline.CommonOffsetContext;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.txmetadata.TransactionContext;
import io.debezium.spi.schema.DataCollectionId;
import io.millrace.dynamodb.convert.Change;
import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.Positions;
import io.millrace.dynamodb.lineage.PositionsJson;
import io.millrace.dynamodb.lineage.ShardId;
import io.millrace.dynamodb.scan.IncrementalProgress;
import io.millrace.dynamodb.scan.ScanProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Where a table is, while it is read: the scan, then positions in the stream. Its map is what Connect keeps. */
final class TableOffset extends CommonOffsetContext<SourceInfo> {

    static final String STREAM = "stream";
    static final String POSITIONS = "positions";
    static final String SCAN_BEGAN = "scan_began";
    static final String SCAN = "scan";
    static final String INCREMENTAL = "incremental";
    static final String SIGNAL = "signal";

    private @Nullable String streamArn;
    private Positions positions = Positions.NONE;
    private @Nullable ShardId shard;
    private @Nullable Position position;
    private @Nullable Instant scanBegan;
    private @Nullable ScanProgress scan;
    private @Nullable IncrementalProgress incremental;
    private @Nullable Long signal;

    TableOffset(CommonConnectorConfig config, String table) {
        super(new SourceInfo(config, table));
    }

    // --- the stream -------------------------------------------------------------------------------------------------

    Optional<String> stream() {
        return Optional.ofNullable(streamArn);
    }

    Positions positions() {
        return positions;
    }

    /** Another stream, or the first: nothing of it was read. */
    void begin(@Nullable String stream) {
        streamArn = stream;
        at(Positions.NONE);
    }

    void at(Positions now) {
        positions = now;
        shard = null;
        position = null;
    }

    /** As the former, and one shard is further on. */
    void at(Positions before, ShardId read, Position upTo) {
        positions = before;
        shard = read;
        position = upTo;
    }

    // --- the scan ---------------------------------------------------------------------------------------------------

    Optional<Instant> scanBegan() {
        return Optional.ofNullable(scanBegan);
    }

    Optional<ScanProgress> scan() {
        return Optional.ofNullable(scan);
    }

    void scanBegins(Instant now) {
        scanBegan = now;
    }

    void scanIs(@Nullable ScanProgress progress) {
        scan = progress;
    }

    /** A snapshot that a signal asked for, while which nothing is streamed. */
    boolean isBlockingSnapshotRunning() {
        return scan != null && !isInitialSnapshotRunning();
    }

    /** A snapshot that a signal asked for, beside the stream. */
    Optional<IncrementalProgress> incremental() {
        return Optional.ofNullable(incremental);
    }

    void incrementalIs(@Nullable IncrementalProgress progress) {
        incremental = progress;
    }

    /** Whether one of this offset in Kafka was not answered yet; from now on it was. */
    boolean isNewSignal(long offset) {
        if (signal != null && signal >= offset) {
            return false;
        }
        signal = offset;
        return true;
    }

    // --- what Debezium asks -----------------------------------------------------------------------------------------

    void event(Change change) {
        sourceInfo.is(streamArn, change.created(), change.origin().orElse(null));
    }

    @Override
    public void event(DataCollectionId table, Instant timestamp) {
        sourceInfo.is(streamArn, timestamp, null);
    }

    @Override
    public Schema getSourceInfoSchema() {
        return sourceInfo.schema();
    }

    @Override
    public TransactionContext getTransactionContext() {
        return new TransactionContext();
    }

    @Override
    public Map<String, ?> getOffset() {
        String arn = streamArn;
        Positions before = positions;
        ShardId read = shard;
        Position upTo = position;
        Instant began = scanBegan;
        ScanProgress progress = scan;
        IncrementalProgress beside = incremental;
        Long answered = signal;
        String type = getSnapshot().map(Enum::name).orElse(null);
        boolean completed = snapshotCompleted;
        return new LazyMap(() -> {
            Map<String, Object> offset = new HashMap<>();
            put(offset, STREAM, arn);
            offset.put(POSITIONS, PositionsJson.write(read == null || upTo == null ? before : before.with(read, upTo)));
            put(offset, SCAN_BEGAN, began == null ? null : began.toEpochMilli());
            put(offset, SCAN, progress == null ? null : progress.toJson());
            put(offset, INCREMENTAL, beside == null ? null : beside.toJson());
            put(offset, SIGNAL, answered);
            put(offset, "snapshot", type);
            offset.put(SNAPSHOT_COMPLETED_KEY, completed);
            return offset;
        });
    }

    private static void put(Map<String, Object> offset, String key, @Nullable Object value) {
        if (value != null) {
            offset.put(key, value);
        }
    }

    /** Makes it of what Connect kept. */
    record Loader(CommonConnectorConfig config, String table) implements OffsetContext.Loader<TableOffset> {

        @Override
        public TableOffset load(Map<String, ?> kept) {
            TableOffset offset = new TableOffset(config, table);
            offset.streamArn = (String) kept.get(STREAM);
            offset.positions = Optional.ofNullable((String) kept.get(POSITIONS))
                    .map(PositionsJson::read)
                    .orElse(Positions.NONE);
            offset.scanBegan = Optional.ofNullable((Number) kept.get(SCAN_BEGAN))
                    .map(Number::longValue)
                    .map(Instant::ofEpochMilli)
                    .orElse(null);
            offset.scan = Optional.ofNullable((String) kept.get(SCAN))
                    .map(ScanProgress::fromJson)
                    .orElse(null);
            offset.incremental = Optional.ofNullable((String) kept.get(INCREMENTAL))
                    .map(IncrementalProgress::fromJson)
                    .orElse(null);
            offset.signal = Optional.ofNullable((Number) kept.get(SIGNAL))
                    .map(Number::longValue)
                    .orElse(null);
            offset.setSnapshot(loadSnapshot(kept).orElse(null));
            offset.snapshotCompleted = loadSnapshotCompleted(kept);
            return offset;
        }
    }
}
