package io.millrace.benchmarks.workloads;

import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.drivers.SystemUnderTest;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.measure.Trial;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a stream that was filled beforehand; drivers of one storage read the same bytes. */
public final class ReadWorkload implements Workload {

    private static final PutLoad FILLING = new PutLoad(500, 1024, 8);
    private static final Span FILLING_TIME = new Span(Duration.ZERO, Duration.ofSeconds(3));

    private final String stream;
    private final int shards;
    private final Map<String, Long> recordsByStorage = new HashMap<>();
    private final Set<String> checked = new HashSet<>();

    public ReadWorkload(String runId, int shards) {
        this.stream = "read-" + runId;
        this.shards = shards;
    }

    @Override
    public String name() {
        return "get-records-1k";
    }

    @Override
    public String title() {
        return "GetRecords from TRIM_HORIZON, 1 KiB records, one reader a shard";
    }

    @Override
    public int recordBytes() {
        return FILLING.recordBytes();
    }

    @Override
    public boolean suits(Driver driver) {
        return true;
    }

    /** Makes and fills the stream once for each storage, by a driver whose streams all the others see. */
    public void fill(List<Driver> drivers) {
        for (Driver driver : drivers) {
            SystemUnderTest system = driver.system();
            boolean better = drivers.stream()
                    .map(Driver::system)
                    .anyMatch(other -> other.storage().equals(system.storage()) && other.makesStreams());
            if (!recordsByStorage.containsKey(system.storage()) && (system.makesStreams() || !better)) {
                system.createStream(stream, shards);
                Trial trial = new Trial(FILLING_TIME, Map.of());
                recordsByStorage.put(
                        system.storage(), driver.put(stream, FILLING, trial).records());
            }
        }
    }

    @Override
    public Sample run(Driver driver, String runId, Span span) throws InterruptedException {
        if (checked.add(driver.name())) {
            long filled = recordsByStorage.getOrDefault(driver.system().storage(), 0L);
            long found = driver.readBack(stream).records();
            if (found != filled) {
                throw new DriverFailure("%,d records acknowledged, %,d read back".formatted(filled, found));
            }
        }
        Trial trial = new Trial(span, driver.system().servers());
        driver.read(stream, trial);
        return trial.sample();
    }
}
