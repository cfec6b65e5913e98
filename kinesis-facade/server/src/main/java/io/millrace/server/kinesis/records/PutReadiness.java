package io.millrace.server.kinesis.records;

import io.millrace.mapping.HashKeyRouter;
import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.operation.AwsError;
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
    private final AppendFailures failures;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();

    /** The producer knows the partitions of these shards. */
    private record Known(Optional<HashKeyRouter> shards, long since) {}

    private record Refused(AwsError error, long since) {}

    PutReadiness(RecordAppender appender, AppendFailures failures) {
        this.appender = appender;
        this.failures = failures;
    }

    /** What Kafka's answer of a moment ago, or that there was none, comes to: to ask again would be to wait again. */
    Optional<AwsError> refusal(StreamImage stream) {
        return Optional.ofNullable(refused.get(stream.fact().incarnation()))
                .filter(last -> System.nanoTime() - last.since() < REFUSED_NANOS)
                .map(Refused::error);
    }

    void refuse(StreamImage stream, AwsError error) {
        known.remove(stream.fact().incarnation());
        if (refused.size() >= LIMIT) {
            refused.clear();
        }
        refused.put(stream.fact().incarnation(), new Refused(error, System.nanoTime()));
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
        int partitions;
        try {
            partitions = appender.partitions(stream.fact().name().value());
        } catch (RuntimeException e) {
            refuse(stream, failures.toError(e));
            return;
        }
        if (stream.openShards().stream().mapToInt(Shard::partition).allMatch(partition -> partition < partitions)) {
            if (known.size() >= LIMIT) {
                known.clear();
            }
            refused.remove(stream.fact().incarnation());
            known.put(stream.fact().incarnation(), new Known(stream.router(), System.nanoTime()));
        }
    }
}
