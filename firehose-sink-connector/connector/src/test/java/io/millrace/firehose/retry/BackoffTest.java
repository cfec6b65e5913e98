package io.millrace.firehose.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsDoubleUpToTheLongest() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

        for (int failures = 1; failures < 100; failures++) {
            long most = Math.min(30_000L, 1000L << Math.min(failures - 1, 10));
            assertThat(backoff.delay(failures, new Random(failures)).toMillis()).isBetween(most / 2, most);
        }
    }
}
