package io.millrace.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ReshardStep;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what goes into and out of streams. Only streams that exist may be named: each has its own series until it is
 * not {@linkplain #retain retained}.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html">CloudWatch metrics for Kinesis</a>
 */
public final class StreamMetrics {

    private final MeterRegistry registry;
    private final Map<StreamName, StreamMeters> streams = new ConcurrentHashMap<>();

    public StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Where the series are. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Records were written by a request that succeeded, be it in part.
     *
     * @param records how many were written
     * @param bytes their data and partition keys
     */
    public void incoming(StreamName stream, WriteOperation operation, long records, long bytes, Duration latency) {
        of(stream).of(operation).succeeded(records, bytes, latency);
    }

    /**
     * GetRecords was answered.
     *
     * @param ageMillis how far the reader is behind the stream's tip in time; 0 when caught up
     */
    public void outgoing(StreamName stream, long records, long bytes, long ageMillis, Duration latency) {
        StreamMeters meters = of(stream);
        meters.getRecords.succeeded(records, bytes, ageMillis);
        meters.getRecordsLatency.record(latency);
    }

    /** An event was sent to a subscriber; the age is as for {@link #outgoing}. */
    public void pushed(StreamName stream, long records, long bytes, long ageMillis) {
        of(stream).subscribeToShard.succeeded(records, bytes, ageMillis);
    }

    /** Records of a request were not written for another reason than a limit. */
    public void failed(StreamName stream, WriteOperation operation, long records) {
        of(stream).of(operation).failed(records);
    }

    /** Records were refused because their shards take no more. */
    public void writeThrottled(StreamName stream, long records) {
        of(stream).writeThrottled.increment(records);
    }

    /** Reads were refused because their shards give no more. */
    public void readThrottled(StreamName stream, long requests) {
        of(stream).readThrottled.increment(requests);
    }

    /** Records that lay where no shard is were carried on to open shards. */
    public void straysCarried(StreamName stream, long records) {
        of(stream).straysCarried.increment(records);
    }

    /** Records that lay where no shard is were passed over: Kafka would not have them again. */
    public void straysRefused(StreamName stream, long records) {
        of(stream).straysRefused.increment(records);
    }

    /** A reshard of an on-demand stream was begun on this node for what was measured. */
    public void scaled(StreamName stream, ReshardStep.Kind kind) {
        StreamMeters meters = of(stream);
        (kind == ReshardStep.Kind.MERGE ? meters.scalingMerges : meters.scalingSplits).increment();
    }

    /** How many shards a stream has open; of a stream that has no series yet it begins none. */
    public void openShards(StreamName stream, int count) {
        StreamMeters known = streams.get(stream);
        if (known != null) {
            known.openShards(count);
        }
    }

    /** Forgets the series of streams that are deleted. */
    public void retain(Set<StreamName> existing) {
        if (!existing.containsAll(streams.keySet())) {
            streams.keySet().stream().filter(name -> !existing.contains(name)).forEach(this::remove);
        }
    }

    private void remove(StreamName stream) {
        StreamMeters meters = streams.remove(stream);
        if (meters != null) {
            meters.removeAll();
        }
    }

    private StreamMeters of(StreamName stream) {
        StreamMeters known = streams.get(stream);
        return known != null ? known : streams.computeIfAbsent(stream, name -> new StreamMeters(registry, name));
    }
}
