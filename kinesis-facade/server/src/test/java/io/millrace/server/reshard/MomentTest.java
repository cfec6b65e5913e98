package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MomentTest {

    private static final Moment START = new Moment(5_000_000_000L, 100_000);

    @Test
    void whoMustStopInTimeGoesByTheFasterClock() {
        assertThat(START.longestUntil(at(3, 60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(START.longestUntil(at(3, -60))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whoWaitsForOthersGoesByTheMonotonicClockAlone() {
        assertThat(START.shortestUntil(at(3, 60))).isEqualTo(Duration.ofSeconds(3));
        assertThat(START.shortestUntil(at(3, -60))).isEqualTo(Duration.ofSeconds(3));
    }

    private static Moment at(long seconds, long wallSeconds) {
        return new Moment(START.nanos() + seconds * 1_000_000_000L, START.wallMillis() + wallSeconds * 1_000);
    }
}
