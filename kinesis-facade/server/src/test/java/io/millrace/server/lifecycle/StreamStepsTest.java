package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kafka.ShardTopics;
import io.millrace.server.kinesis.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Whose turn a stream's next step is, with creations as the steps. */
final class StreamStepsTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final Duration LEASES = Duration.ofSeconds(20);

    private final TestCatalog catalog = TestCatalog.of();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final List<StreamImage> steps = new ArrayList<>();
    private Duration patience = Duration.ZERO;
    private CompletableFuture<Void> outcome = new CompletableFuture<>();
    private Duration now = Duration.ZERO;
    private int count;

    private record Timer(Duration time, int number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }

    private void follow() {
        StreamSteps made = new StreamSteps(
                catalog,
                subject -> patience,
                Map.of(StreamStatus.CREATING, this::step),
                new Resharding(
                        catalog,
                        new NoTopics(),
                        (stream, incarnation, partitions) -> new CompletableFuture<>(),
                        closing -> new CompletableFuture<>(),
                        Streams.CLOCK),
                (delay, task) -> timers.add(new Timer(now.plus(delay), count++, task)));
        catalog.onChange(made::follow);
    }

    @Test
    void whoHasTheTurnTakesTheStepAtOnceAndAgainWhenItFails() {
        follow();
        create();
        pass(Duration.ZERO);
        assertThat(steps).hasSize(1);

        outcome.completeExceptionally(new IllegalStateException("Kafka refuses"));
        outcome = new CompletableFuture<>();
        pass(Duration.ofMillis(100));
        assertThat(steps).hasSize(2);
    }

    @Test
    void theOthersWaitAndGoOnIfNobodyDoes() {
        patience = LEASES;
        follow();
        create();
        pass(LEASES.minusMillis(1));
        assertThat(steps).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(steps).hasSize(1);
    }

    @Test
    void theirWaitBeginsAnewWhenSomebodyGetsOn() {
        patience = LEASES;
        follow();
        create();
        pass(Duration.ofSeconds(15));
        catalog.put(ORDERS.withStatus(StreamStatus.CREATING).withMaxRecordSizeInKiB(2048));
        pass(Duration.ofSeconds(10));
        assertThat(steps).isEmpty();
        pass(Duration.ofSeconds(20));
        assertThat(steps).hasSize(1);
    }

    /** Those who died a moment ago are counted at first. */
    @Test
    void whoeverMovesUpWaitsNoLongerThanItsNewPlace() {
        patience = LEASES.multipliedBy(30);
        follow();
        create();
        pass(Duration.ofSeconds(10));
        patience = LEASES;
        pass(Duration.ofSeconds(20));
        assertThat(steps).hasSize(1);
    }

    @Test
    void aStreamThatIsActiveMeanwhileNeedsNoStep() {
        patience = LEASES;
        follow();
        create();
        catalog.put(ORDERS);
        pass(LEASES.multipliedBy(2));
        assertThat(steps).isEmpty();
        assertThat(timers).isEmpty();
    }

    private void create() {
        catalog.put(ORDERS.withStatus(StreamStatus.CREATING));
    }

    private CompletionStage<?> step(StreamImage stream) {
        steps.add(stream);
        return outcome;
    }

    private void pass(Duration time) {
        Duration until = now.plus(time);
        while (!timers.isEmpty() && timers.peek().time().compareTo(until) <= 0) {
            Timer next = timers.remove();
            now = next.time();
            next.task().run();
        }
        now = until;
    }

    private static final class NoTopics implements ShardTopics {

        @Override
        public CompletionStage<Void> grow(StreamName stream, int partitions) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Map<Integer, Long>> highWatermarks(StreamName stream, Set<Integer> partitions) {
            return new CompletableFuture<>();
        }
    }
}
