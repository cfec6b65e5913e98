package io.millrace.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** What operators see of the newest records that are kept in memory, and how many reads they serve. */
public final class TailMetrics {

    private final MeterRegistry registry;
    private final Counter fromMemory;
    private final Counter fromKafka;

    public TailMetrics(MeterRegistry registry) {
        this.registry = registry;
        fromMemory = reads("memory");
        fromKafka = reads("kafka");
    }

    private Counter reads(String source) {
        return Counter.builder("millrace.tail.reads")
                .tag("source", source)
                .description("Reads of shards, by where the records came from")
                .register(registry);
    }

    /**
     * @param used bytes of records that are held
     * @param shards that are followed
     */
    public void watch(LongSupplier used, long limit, IntSupplier shards) {
        Gauge.builder("millrace.tail.memory", used::getAsLong)
                .baseUnit("bytes")
                .description("Memory for the newest records of shards")
                .register(registry);
        Gauge.builder("millrace.tail.memory.limit", () -> limit)
                .baseUnit("bytes")
                .description("What it may grow to")
                .register(registry);
        Gauge.builder("millrace.tail.shards", shards::getAsInt)
                .description("Shards whose newest records are kept")
                .register(registry);
    }

    public void readFromMemory() {
        fromMemory.increment();
    }

    public void readFromKafka() {
        fromKafka.increment();
    }
}
