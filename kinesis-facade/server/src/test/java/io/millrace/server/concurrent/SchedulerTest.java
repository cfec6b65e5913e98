package io.millrace.server.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SchedulerTest {

    @Test
    void whatIsAskedOfAClosedOneIsDropped() {
        Scheduler scheduler = new Scheduler("closed", 1);
        scheduler.close();

        Future<?> never = scheduler.after(Duration.ZERO, () -> {});

        assertThat(never.isDone()).isFalse();
    }

    @Test
    void aTaskThatFailsOnceIsRunAgain() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(2);

        try (Scheduler scheduler = new Scheduler("failing", 1)) {
            Future<?> repeated = scheduler.every(Duration.ofMillis(1), () -> {
                runs.countDown();
                throw new IllegalStateException("the first time, too");
            });

            assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(repeated.isDone()).isFalse();
        }
    }
}
