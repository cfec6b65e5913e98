package io.millrace.benchmarks.workloads;

import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.measure.Trial;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Many readers follow one shard. One writer, the same for all drivers, puts as fast as it is acknowledged, but is never further
 * ahead of the mean reader than {@value #LEAD} records: otherwise nobody would be at the head for long.
 */
public final class HeadWorkload implements Workload {

    private static final String WRITER = "direct-kafka";
    private static final PutLoad WRITING = new PutLoad(500, 1024, 1);
    private static final int LEAD = 8_000;
    private static final Set<String> DRIVERS = Set.of(WRITER, "millrace-json", "millrace-cbor");

    private final int readers;
    private Optional<Driver> writer = Optional.empty();

    public HeadWorkload(int readers) {
        this.readers = readers;
    }

    @Override
    public String name() {
        return "get-records-head";
    }

    @Override
    public String title() {
        return "GetRecords at the head, 1 KiB records, " + readers + " readers of one shard";
    }

    @Override
    public int recordBytes() {
        return WRITING.recordBytes();
    }

    /** It comes first among the drivers, and writes for the others too. */
    @Override
    public boolean suits(Driver driver) {
        if (driver.name().equals(WRITER)) {
            writer = Optional.of(driver);
        }
        return DRIVERS.contains(driver.name());
    }

    @Override
    public Sample run(Driver driver, String runId, Span span) throws InterruptedException {
        Driver producer = writer.orElseThrow(
                () -> new DriverFailure("the writer is " + WRITER + ", which is not among the drivers"));
        String stream = name() + "-" + runId;
        driver.system().createStream(stream, 1);
        try {
            Trial trial = new Trial(span, driver.system().servers());
            CompletableFuture<Meter> begun = new CompletableFuture<>();
            trial.onStart(begun::complete);
            CompletableFuture<Void> writing = begun.thenAcceptAsync(meter -> producer.put(
                    stream, WRITING, new Trial(span, Map.of(), put -> put - meter.total() / readers < LEAD)));
            driver.readHead(stream, readers, trial);
            writing.join();
            return trial.sample();
        } catch (CompletionException e) {
            throw new DriverFailure("writing: " + e.getCause(), e);
        } finally {
            driver.system().deleteStream(stream);
        }
    }
}
