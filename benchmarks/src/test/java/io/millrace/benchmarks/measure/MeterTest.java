package io.millrace.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {

    private static final long SECOND = 1_000_000_000L;

    private final Meter meter = new Meter(10 * SECOND, 12 * SECOND);

    @Test
    void requestsWithinTheWindowCountWhole() {
        meter.completed(10 * SECOND, 11 * SECOND, 100);

        assertThat(meter.records()).isEqualTo(100);
        assertThat(meter.recordsPerSecond()).isEqualTo(50);
    }

    @Test
    void requestsThatReachOverAnEdgeOfTheWindowCountByTheirPartInside() {
        meter.completed(9 * SECOND, 11 * SECOND, 100);
        meter.completed(11 * SECOND, 15 * SECOND, 100);

        assertThat(meter.records()).isEqualTo(50 + 25);
    }

    @Test
    void requestsOfTheRampAndOfTheDrainDoNotCount() {
        meter.completed(8 * SECOND, 10 * SECOND, 100);
        meter.completed(12 * SECOND, 13 * SECOND, 100);

        assertThat(meter.records()).isZero();
        assertThat(meter.millis(0.5)).isZero();
    }

    @Test
    void percentilesAreExactLatencies() {
        for (int i = 1; i <= 100; i++) {
            meter.completed(10 * SECOND, 10 * SECOND + i * 1_000_000L, 1);
        }

        assertThat(meter.millis(0.50)).isEqualTo(50);
        assertThat(meter.millis(0.99)).isEqualTo(99);
        assertThat(meter.millis(1)).isEqualTo(100);
    }
}
