package io.millrace.server.kinesis.consumers;

import java.time.Duration;
import java.util.concurrent.Future;

/** Calls back later. Tests turn it by hand. */
@FunctionalInterface
public interface Timers {

    /** Whoever loses interest cancels the future. */
    Future<?> after(Duration delay, Runnable task);
}
