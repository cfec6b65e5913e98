package io.millrace.benchmarks.workloads;

import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;

/** What is done to every driver alike. */
public interface Workload extends Contest {

    /** Whether this driver has something to say here; one that takes long to say what another says already has not. */
    boolean suits(Driver driver);

    /** Runs once, and throws a {@link io.millrace.benchmarks.drivers.DriverFailure} where what was acknowledged is not what is read. */
    Sample run(Driver driver, String runId, Span span) throws InterruptedException;
}
