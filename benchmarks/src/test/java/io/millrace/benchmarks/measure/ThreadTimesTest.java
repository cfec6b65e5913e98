package io.millrace.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThreadTimesTest {

    @Test
    void compilersOfThisProcessTookNoMoreThanAllOfIt() {
        Duration all = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);

        assertThat(ThreadTimes.ofCompilers(ProcessHandle.current().pid())).isBetween(Duration.ZERO, all.plusSeconds(1));
    }

    @Test
    void processThatIsGoneTookNothing() {
        assertThat(ThreadTimes.ofCompilers(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void lineOfTheKernelIsRead() {
        ThreadTimes times = ThreadTimes.parse(
                "42 (GC (odd) name) S 1 42 42 0 -1 4194368 10 0 0 0 250 75 0 0 20 0 30 0 100 1 2 3 4 5 6 7 8 9 0 0 0");

        assertThat(times).isEqualTo(new ThreadTimes("GC (odd) name", Duration.ofMillis(2500), Duration.ofMillis(750)));
        assertThat(times.since(new ThreadTimes("", Duration.ofMillis(500), Duration.ofMillis(50))))
                .isEqualTo(new ThreadTimes("GC (odd) name", Duration.ofMillis(2000), Duration.ofMillis(700)));
    }
}
