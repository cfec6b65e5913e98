package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.concurrent.Later;
import io.millrace.server.kinesis.Streams;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ConsumerLifecycleTest {

    private static final StreamFact STREAM = Streams.active("orders");

    private final TreeMap<Long, Runnable> timers = new TreeMap<>();
    private Duration patience = Duration.ofSeconds(20);
    private long now;

    @Test
    void whatIsCreatingIsActiveAndWhatIsDeletingIsGone() {
        ConsumerFact coming = consumer("coming", ConsumerStatus.CREATING);
        ConsumerFact going = consumer("going", ConsumerStatus.DELETING);
        TestCatalog catalog = TestCatalog.of(STREAM, coming, going, consumer("staying", ConsumerStatus.ACTIVE));

        assertThat(ConsumerLifecycle.settle(catalog.image()).changes())
                .containsExactlyInAnyOrder(
                        new Change.Put(coming.withStatus(ConsumerStatus.ACTIVE)), new Change.Remove(going.key()));
    }

    @Test
    void whatIsSettledIsLeftAlone() {
        TestCatalog catalog = TestCatalog.of(STREAM, consumer("staying", ConsumerStatus.ACTIVE));

        assertThat(ConsumerLifecycle.settle(catalog.image()).changes()).isEmpty();
    }

    @Test
    void whoHasTheTurnSettlesAtOnce() {
        Later atOnce = (delay, task) -> task.run();
        TestCatalog catalog = TestCatalog.of(STREAM);
        new ConsumerLifecycle(catalog, subject -> Duration.ZERO, atOnce).start();

        catalog.put(consumer("coming", ConsumerStatus.CREATING));

        assertThat(status(catalog, "coming")).isEqualTo(ConsumerStatus.ACTIVE);
    }

    @Test
    void whoHasItNotLeavesItToOthersWhileTheyGetOn() {
        TestCatalog catalog = waiting();
        catalog.put(consumer("first", ConsumerStatus.CREATING));
        pass(15);
        catalog.put(consumer("first", ConsumerStatus.ACTIVE));
        catalog.put(consumer("second", ConsumerStatus.CREATING));
        pass(15);

        assertThat(status(catalog, "second")).isEqualTo(ConsumerStatus.CREATING);
        pass(20);
        assertThat(status(catalog, "second")).isEqualTo(ConsumerStatus.ACTIVE);
    }

    /** Who was before it has died. */
    @Test
    void aTurnThatComesMeanwhileIsTaken() {
        TestCatalog catalog = waiting();
        catalog.put(consumer("coming", ConsumerStatus.CREATING));
        patience = Duration.ZERO;
        pass(5);

        assertThat(status(catalog, "coming")).isEqualTo(ConsumerStatus.ACTIVE);
    }

    private TestCatalog waiting() {
        TestCatalog catalog = TestCatalog.of(STREAM);
        new ConsumerLifecycle(catalog, subject -> patience, (delay, task) -> timers.put(now + delay.toSeconds(), task))
                .start();
        return catalog;
    }

    /** There is one timer at a time. */
    private void pass(int seconds) {
        long until = now + seconds;
        while (!timers.isEmpty() && timers.firstKey() <= until) {
            now = timers.firstKey();
            timers.pollFirstEntry().getValue().run();
        }
        now = until;
    }

    private static ConsumerStatus status(TestCatalog catalog, String name) {
        return catalog.image().stream(STREAM.name())
                .orElseThrow()
                .consumers()
                .get(name)
                .status();
    }

    private static ConsumerFact consumer(String name, ConsumerStatus status) {
        return new ConsumerFact(
                STREAM.name(), STREAM.incarnation(), name, Streams.NOW, status, new TreeMap<>(), Optional.empty());
    }
}
