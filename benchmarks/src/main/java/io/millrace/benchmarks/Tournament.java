package io.millrace.benchmarks;

import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.report.Results;
import io.millrace.benchmarks.workloads.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Every workload on every driver, the drivers in turn (A B C A B C), so that a noisy minute falls on all of them. */
final class Tournament {

    private static final Duration RAMP = Duration.ofMillis(300);

    private final List<Workload> workloads;
    private final List<Driver> drivers;
    private final Results results = new Results();
    private final Consumer<String> progress;

    Tournament(List<Workload> workloads, List<Driver> drivers, Consumer<String> progress) {
        this.workloads = workloads;
        this.drivers = drivers;
        this.progress = progress;
    }

    /** Round 0 warms compilers and caches up and is not kept. */
    Results run(Duration warmUp, int rounds, Duration window) throws InterruptedException {
        round(0, warmUp, "warm-up");
        for (int round = 1; round <= rounds; round++) {
            round(round, window, "round " + round + "/" + rounds);
        }
        return results;
    }

    private void round(int round, Duration window, String title) throws InterruptedException {
        for (Workload workload : workloads) {
            for (Driver driver : drivers) {
                if (workload.suits(driver) && !results.hasFailed(workload, driver.name())) {
                    turn(workload, driver, round, new Span(RAMP, window), title);
                }
            }
        }
    }

    private void turn(Workload workload, Driver driver, int round, Span span, String title)
            throws InterruptedException {
        String runId = driver.name() + "-" + round;
        try {
            Sample sample = workload.run(driver, runId, span);
            if (round > 0) {
                results.measured(workload, driver.name(), round, sample);
            }
            progress.accept(String.format(
                    Locale.ROOT,
                    "%-10s %-17s %-14s %,10.0f records/s  p50 %8.2f ms  p99 %8.2f ms",
                    title,
                    workload.name(),
                    driver.name(),
                    sample.recordsPerSecond(),
                    sample.p50Millis(),
                    sample.p99Millis()));
        } catch (DriverFailure e) {
            results.failed(workload, driver.name(), String.valueOf(e.getMessage()));
            progress.accept(String.format(
                    "%-10s %-17s %-14s FAILED: %s", title, workload.name(), driver.name(), e.getMessage()));
        }
    }
}
