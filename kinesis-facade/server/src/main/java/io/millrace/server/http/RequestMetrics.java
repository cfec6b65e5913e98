package io.millrace.server.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How many requests there were of each service's operations, how they ended and how long they took until their answer was ready. */
public final class RequestMetrics {

    static final String SUCCESS = "Success";
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Lets the memory for bodies and the open event streams be seen. */
    void watch(BodyMemory memory, EventStreams streams) {
        Gauge.builder("millrace.body.memory", memory, BodyMemory::used)
                .baseUnit("bytes")
                .description("Bodies in flight, requests' and answers'")
                .register(registry);
        Gauge.builder("millrace.body.memory.limit", memory, BodyMemory::limit)
                .baseUnit("bytes")
                .description("What bodies in flight may take")
                .register(registry);
        Gauge.builder("millrace.event.streams", streams, EventStreams::count)
                .description("Open subscriptions")
                .register(registry);
    }

    void record(Route.Call call, long startNanos, String result) {
        record(new Outcome(call.api().operations().service(), call.entry().name(), result), startNanos);
    }

    /** Of a request that named no operation that exists. */
    void recordNoCall(long startNanos, String result) {
        record(new Outcome(NONE, NONE, result), startNanos);
    }

    private void record(Outcome outcome, long startNanos) {
        Timer known = timers.get(outcome);
        (known == null ? timers.computeIfAbsent(outcome, this::timer) : known)
                .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("millrace.requests")
                .description("Requests by operation and result, from the head's arrival until the answer is ready")
                .tag("service", outcome.service())
                .tag("operation", outcome.operation())
                .tag("result", outcome.result())
                .register(registry);
    }

    /** @param result {@value #SUCCESS} or an error's code; all come from closed sets, never from a request */
    private record Outcome(String service, String operation, String result) {}
}
