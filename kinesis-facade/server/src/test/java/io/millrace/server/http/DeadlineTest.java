package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger passed = new AtomicInteger();
    private final Deadline deadline = new Deadline(channel.eventLoop(), passed::incrementAndGet);

    DeadlineTest() {
        channel.freezeTime();
    }

    private void after(int millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void itPassesOnceAtItsMoment() {
        deadline.set(Duration.ofMillis(100));

        after(99);
        assertThat(passed).hasValue(0);
        after(1);
        assertThat(passed).hasValue(1);
        after(1000);
        assertThat(passed).hasValue(1);
    }

    @Test
    void aLaterMomentTakesItsPlace() {
        deadline.set(Duration.ofMillis(100));
        after(60);
        deadline.set(Duration.ofMillis(100));

        after(99);
        assertThat(passed).hasValue(0);
        after(1);
        assertThat(passed).hasValue(1);
    }

    @Test
    void anEarlierMomentTakesItsPlaceToo() {
        deadline.set(Duration.ofMillis(1000));
        deadline.set(Duration.ofMillis(100));

        after(100);
        assertThat(passed).hasValue(1);
        after(1000);
        assertThat(passed).hasValue(1);
    }

    @Test
    void whatIsClearedDoesNotPassButMayBeSetAgain() {
        deadline.set(Duration.ofMillis(100));
        deadline.clear();
        after(200);
        assertThat(passed).hasValue(0);

        deadline.set(Duration.ofMillis(100));
        after(100);
        assertThat(passed).hasValue(1);
    }

    @Test
    void aStopLeavesNoTimerBehind() {
        deadline.set(Duration.ofMillis(100));

        deadline.stop();

        assertThat(channel.hasPendingTasks()).isFalse();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }
}
