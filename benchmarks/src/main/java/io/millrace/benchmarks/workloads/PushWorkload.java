package io.millrace.benchmarks.workloads;

import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.measure.Trial;

/** How long an acknowledged record takes to a subscriber of its shard. */
public record PushWorkload(String name, String title, int recordBytes) implements Workload {

    @Override
    public boolean suits(Driver driver) {
        return driver.name().equals("millrace-sdk");
    }

    @Override
    public Sample run(Driver driver, String runId, Span span) throws InterruptedException {
        String stream = name + "-" + runId;
        driver.system().createStream(stream, 1);
        try {
            Trial trial = new Trial(span, driver.system().servers());
            driver.push(stream, trial);
            return trial.sample();
        } finally {
            driver.system().deleteStream(stream);
        }
    }
}
