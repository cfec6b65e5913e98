package io.millrace.benchmarks.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** One run of one workload on one driver: begins when the driver has made everything ready, ends as a {@link Sample}. */
public final class Trial {

    private final Span span;
    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private Optional<Meter> meter = Optional.empty();
    private final Pace pace;
    private Consumer<Meter> listener = started -> {};
    private CompletableFuture<CpuUse> cpu = CompletableFuture.completedFuture(CpuUse.NONE);

    /** @param servers whose CPU time is charged, beside this process's, by the names of their parts */
    public Trial(Span span, Map<String, ProcessHandle> servers) {
        this(span, servers, Pace.FREE);
    }

    /** @param pace that writers keep */
    public Trial(Span span, Map<String, ProcessHandle> servers, Pace pace) {
        this.span = span;
        this.pace = pace;
        processes.put("client", ProcessHandle.current());
        processes.putAll(servers);
    }

    /** Tells of the meter when the load begins. */
    public void onStart(Consumer<Meter> told) {
        listener = told;
    }

    /** Now the load begins. */
    public Meter start() {
        Meter started = Meter.start(span);
        listener.accept(started);
        meter = Optional.of(started);
        cpu = CpuUse.during(started, processes);
        return started;
    }

    public Pace pace() {
        return pace;
    }

    public Duration patience() {
        return span.patience();
    }

    public Sample sample() throws InterruptedException {
        Meter measured = meter.orElseThrow(() -> new IllegalStateException("the trial was never started"));
        try {
            return new Sample(
                    measured.recordsPerSecond(),
                    measured.records(),
                    measured.millis(0.50),
                    measured.millis(0.99),
                    cpu.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
