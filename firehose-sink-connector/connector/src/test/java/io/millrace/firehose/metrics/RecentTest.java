package io.millrace.firehose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RecentTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Recent recent = new Recent(nanos::get);

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void withoutAMeasurementThereIsNoNumber() {
        assertThat(recent.mean()).isNaN();
        assertThat(recent.largest()).isNaN();
    }

    @Test
    void theMinuteThatIsAndTheOneBeforeCount() {
        recent.add(1);
        pass(70);
        recent.add(3);

        assertThat(recent.mean()).isEqualTo(2);
        assertThat(recent.largest()).isEqualTo(3);
    }

    @Test
    void whatIsOlderDoesNotCount() {
        recent.add(100);
        pass(60);
        recent.add(1);
        pass(60);
        assertThat(recent.largest()).isEqualTo(1);

        pass(120);
        assertThat(recent.mean()).isNaN();
    }

    @Test
    void aShareOfManyWeighsAsMany() {
        recent.addShare(9, 9);
        recent.addShare(0, 1);
        recent.addShare(0, 0);

        assertThat(recent.mean()).isEqualTo(0.9);
    }
}
