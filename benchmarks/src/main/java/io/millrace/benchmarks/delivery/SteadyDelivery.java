package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.measure.CpuUse;
import io.millrace.benchmarks.measure.Sample;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is measured of a delivery: from when the first records are visible, and buffers are as full as they get, until enough more are. */
public final class SteadyDelivery {

    private final int enough;
    private final Map<String, ProcessHandle> processes;
    private Map<String, Duration> cpu = Map.of();
    private long first;
    private long began;
    private Optional<Sample> sample = Optional.empty();

    /** @param processes whose time counts, by the name of their part */
    public SteadyDelivery(int enough, Map<String, ProcessHandle> processes) {
        this.enough = enough;
        this.processes = processes;
    }

    /** @param records how many are visible now */
    public void visible(long records) {
        if (records == 0 || isOver()) {
            return;
        }
        if (first == 0) {
            first = records;
            cpu = CpuUse.now(processes);
            began = System.nanoTime();
        } else if (records - first >= enough) {
            double seconds = (System.nanoTime() - began) / 1e9;
            CpuUse used = CpuUse.between(cpu, CpuUse.now(processes));
            sample = Optional.of(new Sample((records - first) / seconds, records - first, 0, 0, used));
        }
    }

    public boolean isOver() {
        return sample.isPresent();
    }

    public Optional<Sample> sample() {
        return sample;
    }
}
