package io.millrace.benchmarks.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** CPU seconds that each of the processes took while the window was open, by the name of its part. */
public record CpuUse(Map<String, Double> seconds) {

    public static final CpuUse NONE = new CpuUse(Map.of());

    public CpuUse {
        seconds = Map.copyOf(seconds);
    }

    /** Looks at the processes when the window opens and when it closes. */
    public static CompletableFuture<CpuUse> during(Meter meter, Map<String, ProcessHandle> processes) {
        return Window.watch(meter, () -> now(processes)).thenApply(window -> between(window.opened(), window.closed()));
    }

    public double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** A JVM's compilers are a part of their own: they are busy while a server is young and idle when it is not. */
    public static Map<String, Duration> now(Map<String, ProcessHandle> processes) {
        Map<String, Duration> used = new LinkedHashMap<>();
        processes.forEach((part, process) -> process.info().totalCpuDuration().ifPresent(total -> {
            Duration compilers = ThreadTimes.ofCompilers(process.pid());
            used.put(part, total.minus(compilers));
            if (!compilers.isZero()) {
                used.put(part + " JIT", compilers);
            }
        }));
        return used;
    }

    public static CpuUse between(Map<String, Duration> before, Map<String, Duration> after) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        before.forEach((part, start) -> {
            Duration end = after.get(part);
            if (end != null) {
                // A compiler thread that ended took its time with it.
                seconds.put(part, Math.max(0, end.minus(start).toNanos() / 1e9));
            }
        });
        return new CpuUse(seconds);
    }
}
