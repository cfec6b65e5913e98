package io.millrace.mapping.catalog;

import io.millrace.mapping.StreamName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A stream, but for its shards.
 *
 * @param incarnation tells this stream from an older one of the same name: what was handed out for that one is refused
 * @param maxRecordSizeInKiB 1024 to 10240
 * @param adoptedAt when an existing topic was made this stream; empty: the topic was made for it
 * @param shardLevelMetrics the names given to EnableEnhancedMonitoring
 */
public record StreamFact(
        StreamName name,
        String incarnation,
        Instant createdAt,
        Optional<Instant> adoptedAt,
        StreamStatus status,
        StreamMode mode,
        Retention retention,
        Sharding sharding,
        int maxRecordSizeInKiB,
        OptionalInt warmThroughputMiBps,
        SortedSet<String> shardLevelMetrics,
        SortedMap<String, String> tags,
        Optional<String> policy)
        implements ResourceFact {

    public static final int DEFAULT_RETENTION_HOURS = 24;
    public static final int DEFAULT_MAX_RECORD_SIZE_IN_KIB = 1024;

    public StreamFact {
        shardLevelMetrics = Collections.unmodifiableSortedSet(new TreeSet<>(shardLevelMetrics));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** A stream as CreateStream makes it when nothing else is said. */
    public static StreamFact creating(StreamName name, String incarnation, Instant now, StreamMode mode) {
        return new StreamFact(
                name,
                incarnation,
                now,
                Optional.empty(),
                StreamStatus.CREATING,
                mode,
                Retention.ofHours(DEFAULT_RETENTION_HOURS),
                Sharding.startingAt(0),
                DEFAULT_MAX_RECORD_SIZE_IN_KIB,
                OptionalInt.empty(),
                new TreeSet<>(),
                new TreeMap<>(),
                Optional.empty());
    }

    @Override
    public FactKey key() {
        return FactKey.ofStream(name);
    }

    public boolean isActive() {
        return status == StreamStatus.ACTIVE;
    }

    /** Whether it has shards to write to and to read from: neither CREATING nor DELETING. */
    public boolean isReady() {
        return isActive() || status == StreamStatus.UPDATING;
    }

    /** A stream whose topic was there before it, with records in it. */
    public StreamFact adopted(Instant time) {
        return with(draft -> {
            draft.adoptedAt = Optional.of(time);
            draft.status = StreamStatus.ACTIVE;
        });
    }

    public StreamFact withStatus(StreamStatus value) {
        return with(draft -> draft.status = value);
    }

    public StreamFact withMode(StreamMode value) {
        return with(draft -> draft.mode = value);
    }

    public StreamFact withRetention(Retention value) {
        return with(draft -> draft.retention = value);
    }

    public StreamFact withSharding(Sharding value) {
        return with(draft -> draft.sharding = value);
    }

    public StreamFact withMaxRecordSizeInKiB(int value) {
        return with(draft -> draft.maxRecordSizeInKiB = value);
    }

    public StreamFact withWarmThroughputMiBps(OptionalInt value) {
        return with(draft -> draft.warmThroughputMiBps = value);
    }

    public StreamFact withShardLevelMetrics(SortedSet<String> value) {
        return with(draft -> draft.shardLevelMetrics = value);
    }

    @Override
    public StreamFact withTags(Map<String, String> value) {
        return with(draft -> draft.tags = new TreeMap<>(value));
    }

    @Override
    public StreamFact withPolicy(Optional<String> value) {
        return with(draft -> draft.policy = value);
    }

    private StreamFact with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** What of a stream can change, while it does. */
    private static final class Draft {

        private final StreamFact before;
        private Optional<Instant> adoptedAt;
        private StreamStatus status;
        private StreamMode mode;
        private Retention retention;
        private Sharding sharding;
        private int maxRecordSizeInKiB;
        private OptionalInt warmThroughputMiBps;
        private SortedSet<String> shardLevelMetrics;
        private SortedMap<String, String> tags;
        private Optional<String> policy;

        Draft(StreamFact before) {
            this.before = before;
            this.adoptedAt = before.adoptedAt;
            this.status = before.status;
            this.mode = before.mode;
            this.retention = before.retention;
            this.sharding = before.sharding;
            this.maxRecordSizeInKiB = before.maxRecordSizeInKiB;
            this.warmThroughputMiBps = before.warmThroughputMiBps;
            this.shardLevelMetrics = before.shardLevelMetrics;
            this.tags = before.tags;
            this.policy = before.policy;
        }

        StreamFact finished() {
            return new StreamFact(
                    before.name,
                    before.incarnation,
                    before.createdAt,
                    adoptedAt,
                    status,
                    mode,
                    retention,
                    sharding,
                    maxRecordSizeInKiB,
                    warmThroughputMiBps,
                    shardLevelMetrics,
                    tags,
                    policy);
        }
    }
}
