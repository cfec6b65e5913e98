package io.millrace.server.kafka;

import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * Knows when putting to a topic waits for nothing, neither the producer's memory nor news of the topic's partitions, so that
 * a thread that serves connections may do it: a thread in between costs a small put more than the put itself.
 */
public final class TopicReadiness {

    /** Much shorter than the producer keeps a topic in mind that nobody puts to (metadata.max.idle.ms, five minutes). */
    private static final long TRUSTED_NANOS = Duration.ofMinutes(1).toNanos();

    /** So long is a topic refused for which the producer has waited in vain, or one topic's loss would stop all streams. */
    private static final long REFUSED_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int LIMIT = 10_000;

    private final RecordAppender appender;
    private final AppendFaults faults;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();

    /** The producer knows the partitions that this layout needs. */
    private record Known(Object layout, long since) {}

    private record Refused(AwsError error, long since) {}

    public TopicReadiness(RecordAppender appender, AppendFaults faults) {
        this.appender = appender;
        this.faults = faults;
    }

    /**
     * What Kafka's answer of a moment ago, or that there was none, comes to: to ask again would be to wait again.
     *
     * @param incarnation of the stream
     */
    public Optional<AwsError> refusal(String incarnation) {
        return Optional.ofNullable(refused.get(incarnation))
                .filter(last -> System.nanoTime() - last.since() < REFUSED_NANOS)
                .map(Refused::error);
    }

    public void refuse(String incarnation, AwsError error) {
        known.remove(incarnation);
        if (refused.size() >= LIMIT) {
            refused.clear();
        }
        refused.put(incarnation, new Refused(error, System.nanoTime()));
    }

    /** @param layout what says which partitions are needed */
    public boolean isReady(String incarnation, Object layout) {
        Known last = known.get(incarnation);
        return last != null
                && last.layout().equals(layout)
                && System.nanoTime() - last.since() < TRUSTED_NANOS
                && appender.hasRoom();
    }

    /**
     * Makes the topic ready if it can be; waits for Kafka where it must.
     *
     * @param enough whether so many partitions are all that the layout needs
     */
    public void prepare(String incarnation, String topic, Object layout, IntPredicate enough) {
        int partitions;
        try {
            partitions = appender.partitions(topic);
        } catch (RuntimeException e) {
            refuse(incarnation, faults.toError(e));
            return;
        }
        if (enough.test(partitions)) {
            if (known.size() >= LIMIT) {
                known.clear();
            }
            refused.remove(incarnation);
            known.put(incarnation, new Known(layout, System.nanoTime()));
        }
    }
}
