package io.millrace.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.mapping.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The series of one stream. All are there from its first use on, at zero, so that a rate can be taken of each. */
final class StreamMeters {

    private final List<Meter> all = new ArrayList<>();
    private final MeterRegistry registry;
    private final String stream;

    final Counter incomingRecords;
    final Counter incomingBytes;
    final Counter writeThrottled;
    final Counter readThrottled;
    final Counter straysCarried;
    final Counter straysRefused;
    final Counter scalingSplits;
    final Counter scalingMerges;
    private @Nullable AtomicInteger openShards;
    private final Map<WriteOperation, Writes> writes = new EnumMap<>(WriteOperation.class);
    final Reads getRecords;
    final Timer getRecordsLatency;
    final Reads subscribeToShard;

    StreamMeters(MeterRegistry registry, StreamName stream) {
        this.registry = registry;
        this.stream = stream.value();
        incomingRecords = counter("millrace.incoming.records", "IncomingRecords: records written");
        incomingBytes = counter("millrace.incoming.bytes", "IncomingBytes: data and partition keys written");
        writeThrottled = counter(
                "millrace.write.provisioned.throughput.exceeded",
                "WriteProvisionedThroughputExceeded: records refused by a shard's limit");
        readThrottled = counter(
                "millrace.read.provisioned.throughput.exceeded",
                "ReadProvisionedThroughputExceeded: reads refused by a shard's limit");
        straysCarried = counter(
                "millrace.strays.carried", "Records that lay where no shard is and were carried on to an open one");
        straysRefused = counter(
                "millrace.strays.refused", "Records that lay where no shard is and that Kafka would not have again");
        scalingSplits =
                counter("millrace.scaling.splits", "Times that this node had busy shards split for the rates measured");
        scalingMerges = counter(
                "millrace.scaling.merges", "Times that this node had idle shards merged for the rates measured");
        for (WriteOperation operation : WriteOperation.values()) {
            writes.put(operation, new Writes(operation.prefix()));
        }
        getRecords = new Reads("millrace.get.records");
        getRecordsLatency = latency("millrace.get.records");
        subscribeToShard = new Reads("millrace.subscribe.to.shard");
    }

    Writes of(WriteOperation operation) {
        return writes.get(operation);
    }

    /** The series begins with the first call: until then the count is not known. */
    synchronized void openShards(int count) {
        if (openShards == null) {
            openShards = new AtomicInteger();
            all.add(Gauge.builder("millrace.open.shards", openShards, AtomicInteger::get)
                    .description("Open shards")
                    .tag("stream", stream)
                    .register(registry));
        }
        openShards.set(count);
    }

    synchronized void removeAll() {
        all.forEach(registry::remove);
    }

    private Counter counter(String name, String description) {
        Counter counter = Counter.builder(name)
                .description(description)
                .tag("stream", stream)
                .register(registry);
        all.add(counter);
        return counter;
    }

    private Timer latency(String prefix) {
        Timer timer = Timer.builder(prefix + ".latency")
                .description("Latency: how long requests took")
                .tag("stream", stream)
                .register(registry);
        all.add(timer);
        return timer;
    }

    /** What every operation has. */
    private final class Calls {

        private final Counter success;
        private final Counter records;
        private final Counter bytes;

        Calls(String prefix) {
            success = counter(prefix + ".success", "Success: requests that succeeded, be it in part");
            records = counter(prefix + ".successful.records", "SuccessfulRecords, Records: records written or read");
            bytes = counter(prefix + ".bytes", "Bytes: data and partition keys written or read");
        }

        void succeeded(long records, long bytes) {
            this.success.increment();
            this.records.increment(records);
            this.bytes.increment(bytes);
        }
    }

    final class Writes {

        private final Calls calls;
        private final Counter failedRecords;
        private final Timer latency;

        Writes(String prefix) {
            calls = new Calls(prefix);
            failedRecords = counter(prefix + ".failed.records", "FailedRecords: records not written");
            latency = latency(prefix);
        }

        void succeeded(long records, long bytes, Duration latency) {
            incomingRecords.increment(records);
            incomingBytes.increment(bytes);
            calls.succeeded(records, bytes);
            this.latency.record(latency);
        }

        void failed(long records) {
            failedRecords.increment(records);
        }
    }

    final class Reads {

        private final Calls calls;
        private final DistributionSummary age;

        Reads(String prefix) {
            calls = new Calls(prefix);
            age = DistributionSummary.builder(prefix + ".iterator.age")
                    .baseUnit("milliseconds")
                    .description("IteratorAgeMilliseconds, MillisBehindLatest: how far readers are behind")
                    .tag("stream", stream)
                    .register(registry);
            all.add(age);
        }

        void succeeded(long records, long bytes, long ageMillis) {
            calls.succeeded(records, bytes);
            age.record(ageMillis);
        }
    }
}
