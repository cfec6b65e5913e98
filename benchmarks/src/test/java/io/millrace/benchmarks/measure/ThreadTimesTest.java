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
}
