package io.millrace.server.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.ShardRate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LoadWindowTest {

    @Test
    void itSaysNothingUntilItIsFull() {
        LoadWindow window = new LoadWindow(3);
        add(window, 10, 20);
        assertThat(window.mean()).isEmpty();
        assertThat(window.peak()).isEmpty();

        add(window, 60);
        assertThat(window.mean()).contains(new ShardRate(30, 300));
        assertThat(window.peak()).contains(new ShardRate(60, 600));
    }

    @Test
    void theOldestIsForgottenWithTheNewestThatComes() {
        LoadWindow window = new LoadWindow(2);
        add(window, 1000, 10, 20);

        assertThat(window.mean()).contains(new ShardRate(15, 150));
        assertThat(window.peak()).contains(new ShardRate(20, 200));
    }

    @Test
    void whatWasClearedBeginsAnew() {
        LoadWindow window = new LoadWindow(2);
        add(window, 1000, 1000);
        window.clear();
        add(window, 1);
        assertThat(window.peak()).isEmpty();
        add(window, 2);
        assertThat(window.peak()).contains(new ShardRate(2, 20));
    }

    @Property(tries = 200)
    void itReachesBackAsFarAsItMustAndATenthFurtherAtMost(
            @ForAll @IntRange(min = 1, max = 400) int length,
            @ForAll @Size(max = 1000) List<@IntRange(max = 1000) Integer> rates) {
        LoadWindow window = new LoadWindow(length);
        rates.forEach(rate -> add(window, rate));

        if (rates.size() < length) {
            assertThat(window.peak()).isEmpty();
            return;
        }
        long peak = window.peak().orElseThrow().recordsPerSecond();
        int furthest = Math.min(rates.size(), length + length / 10 + 1);
        assertThat(peak).isBetween(peakOfLast(length, rates), peakOfLast(furthest, rates));
        assertThat(window.mean().orElseThrow().recordsPerSecond()).isBetween(0L, peak);
    }

    private static long peakOfLast(int count, List<Integer> rates) {
        return rates.subList(rates.size() - count, rates.size()).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
    }

    private static void add(LoadWindow window, int... recordsPerSecond) {
        for (int each : recordsPerSecond) {
            window.add(new ShardRate(each, 10L * each));
        }
    }
}
