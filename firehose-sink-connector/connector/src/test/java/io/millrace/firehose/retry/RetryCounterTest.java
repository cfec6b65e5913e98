package io.millrace.firehose.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryCounterTest {

    private static final Instant START = Instant.parse("2026-02-03T05:00:00Z");

    @Property
    void waitsDoubleFromASecondToTwoMinutesAndAreUpTo15PercentOff(@ForAll long seed) {
        var retries = new RetryCounter(Duration.ofSeconds(7200));
        var random = new Random(seed);

        for (int n = 0; n < 12; n++) {
            double seconds = Math.min(120, Math.pow(2, n));
            assertThat(retries.failed(START, random).orElseThrow().toMillis())
                    .isBetween((long) (850 * seconds), (long) (1150 * seconds));
        }
    }

    @Property
    void theLastAttemptIsWhenTheDurationIsOver(@ForAll long seed, @ForAll @IntRange(max = 7200) int seconds) {
        var retries = new RetryCounter(Duration.ofSeconds(seconds));
        var random = new Random(seed);
        Instant now = START;
        Optional<Duration> wait = retries.failed(now, random);
        while (wait.isPresent()) {
            now = now.plus(wait.get());
            wait = retries.failed(now, random);
        }

        assertThat(now).isEqualTo(START.plusSeconds(seconds));
    }

    @Test
    void theDurationBeginsWithTheFirstFailure() {
        var retries = new RetryCounter(Duration.ofSeconds(10));

        assertThat(retries.failed(START.plusSeconds(3600), new Random(1))).isPresent();
        assertThat(retries.failed(START.plusSeconds(3609), new Random(1))).isPresent();
        assertThat(retries.failed(START.plusSeconds(3610), new Random(1))).isEmpty();
    }

    @Test
    void withoutADurationThereIsOneAttempt() {
        assertThat(new RetryCounter(Duration.ZERO).failed(START, new Random(1))).isEmpty();
    }
}
