package io.millrace.benchmarks.workloads;

import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.measure.Trial;
import java.util.Set;

/** Puts into a stream of its own, reads all of it back, and removes it. */
public record PutWorkload(String name, String title, PutLoad load, int shards, Set<String> drivers)
        implements Workload {

    public PutWorkload {
        drivers = Set.copyOf(drivers);
    }

    @Override
    public int recordBytes() {
        return load.recordBytes();
    }

    @Override
    public boolean suits(Driver driver) {
        return drivers.contains(driver.name());
    }

    @Override
    public Sample run(Driver driver, String runId, Span span) throws InterruptedException {
        String stream = name + "-" + runId;
        driver.system().createStream(stream, shards);
        try {
            Trial trial = new Trial(span, driver.system().servers());
            Ledger acknowledged = driver.put(stream, load, trial);
            Ledger found = driver.readBack(stream);
            if (!found.equals(acknowledged)) {
                throw new DriverFailure(acknowledged.differenceFrom(found));
            }
            return trial.sample();
        } finally {
            driver.system().deleteStream(stream);
        }
    }
}
