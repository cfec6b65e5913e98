package io.millrace.benchmarks.measure;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What there was to see when a meter's window opened, and when it closed. */
public record Window<T>(Instant from, T opened, Instant to, T closed) {

    /** Looks at both moments, from a thread that sleeps in between. */
    public static <T> CompletableFuture<Window<T>> watch(Meter meter, Supplier<T> look) {
        CompletableFuture<Window<T>> seen = new CompletableFuture<>();
        Thread watcher = new Thread(
                () -> {
                    try {
                        sleepUntil(meter.opens());
                        Instant from = Instant.now();
                        T opened = look.get();
                        sleepUntil(meter.closes());
                        seen.complete(new Window<>(from, opened, Instant.now(), look.get()));
                    } catch (InterruptedException | RuntimeException e) {
                        seen.completeExceptionally(e);
                    }
                },
                "window");
        watcher.setDaemon(true);
        watcher.start();
        return seen;
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        long wait = nanoTime - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }
}
