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

/**
 * A stream, but for its shards.
 *
 * @param incarnation tells this stream from an older one of the same name: what was handed out for that one is refused
 * @param maxRecordSizeInKiB 1024 to 10240
 * @param shardLevelMetrics the names given to EnableEnhancedMonitoring
 */
public record StreamFact(
        StreamName name,
        String incarnation,
        Instant createdAt,
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

    public StreamFact withStatus(StreamStatus value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                value,
                mode,
                retention,
                sharding,
                maxRecordSizeInKiB,
                warmThroughputMiBps,
                shardLevelMetrics,
                tags,
                policy);
    }

    public StreamFact withMode(StreamMode value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                value,
                retention,
                sharding,
                maxRecordSizeInKiB,
                warmThroughputMiBps,
                shardLevelMetrics,
                tags,
                policy);
    }

    public StreamFact withRetention(Retention value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                mode,
                value,
                sharding,
                maxRecordSizeInKiB,
                warmThroughputMiBps,
                shardLevelMetrics,
                tags,
                policy);
    }

    public StreamFact withSharding(Sharding value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                mode,
                retention,
                value,
                maxRecordSizeInKiB,
                warmThroughputMiBps,
                shardLevelMetrics,
                tags,
                policy);
    }

    public StreamFact withMaxRecordSizeInKiB(int value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                mode,
                retention,
                sharding,
                value,
                warmThroughputMiBps,
                shardLevelMetrics,
                tags,
                policy);
    }

    public StreamFact withWarmThroughputMiBps(OptionalInt value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                mode,
                retention,
                sharding,
                maxRecordSizeInKiB,
                value,
                shardLevelMetrics,
                tags,
                policy);
    }

    public StreamFact withShardLevelMetrics(SortedSet<String> value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                mode,
                retention,
                sharding,
                maxRecordSizeInKiB,
                warmThroughputMiBps,
                value,
                tags,
                policy);
    }

    @Override
    public StreamFact withTags(Map<String, String> value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                mode,
                retention,
                sharding,
                maxRecordSizeInKiB,
                warmThroughputMiBps,
                shardLevelMetrics,
                new TreeMap<>(value),
                policy);
    }

    @Override
    public StreamFact withPolicy(Optional<String> value) {
        return new StreamFact(
                name,
                incarnation,
                createdAt,
                status,
                mode,
                retention,
                sharding,
                maxRecordSizeInKiB,
                warmThroughputMiBps,
                shardLevelMetrics,
                tags,
                value);
    }
}
