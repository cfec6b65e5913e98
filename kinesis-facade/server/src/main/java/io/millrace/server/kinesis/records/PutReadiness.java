package io.millrace.server.kinesis.records;

import io.millrace.mapping.HashKeyRouter;
import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.RecordAppender;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows when putting to a stream waits for nothing, neither the producer's memory nor news of the topic's partitions, so that
 * a thread that serves connections may do it: a thread in between costs a small put more than the put itself.
 */
final class PutReadiness {

    /** Much shorter than the producer keeps a topic in mind that nobody puts to (metadata.max.idle.ms, five minutes). */
    private static final long TRUSTED_NANOS = Duration.ofMinutes(1).toNanos();

    /** So long is a stream refused for which the producer has waited in vain, or one topic's loss would stop all streams. */
    private static final long REFUSED_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int LIMIT = 10_000;

    private final RecordAppender appender;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Long> refusedSince = new ConcurrentHashMap<>();

    /** The producer knows the partitions of these shards. */
    private record Known(Optional<HashKeyRouter> shards, long since) {}

    PutReadiness(RecordAppender appender) {
        this.appender = appender;
    }

    /** Whether Kafka did not know the stream's topic a moment ago, so that to ask again would be to wait again. */
    boolean isRefused(StreamImage stream) {
        Long since = refusedSince.get(stream.fact().incarnation());
        return since != null && System.nanoTime() - since < REFUSED_NANOS;
    }

    void refuse(StreamImage stream) {
        known.remove(stream.fact().incarnation());
        if (refusedSince.size() >= LIMIT) {
            refusedSince.clear();
        }
        refusedSince.put(stream.fact().incarnation(), System.nanoTime());
    }

    boolean isReady(StreamImage stream) {
        Known last = known.get(stream.fact().incarnation());
        return last != null
                && last.shards().equals(stream.router())
                && System.nanoTime() - last.since() < TRUSTED_NANOS
                && appender.hasRoom();
    }

    /** Makes the stream ready if it can be; waits for Kafka where it must. */
    void prepare(StreamImage stream) {
        int partitions = appender.partitions(stream.fact().name().value());
        if (partitions == 0) {
            refuse(stream);
        } else if (stream.openShards().stream()
                .mapToInt(Shard::partition)
                .allMatch(partition -> partition < partitions)) {
            if (known.size() >= LIMIT) {
                known.clear();
            }
            refusedSince.remove(stream.fact().incarnation());
            known.put(stream.fact().incarnation(), new Known(stream.router(), System.nanoTime()));
        }
    }
}
