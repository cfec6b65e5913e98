package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other threads bring about. */
final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Await() {}

    static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited " + PATIENCE).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
