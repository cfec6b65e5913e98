package io.millrace.server.kinesis.consumers;

import io.millrace.server.concurrent.DaemonThreads;
import io.millrace.server.concurrent.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads on which subscriptions take their turns, and the one that wakes them. */
public final class SubscriptionThreads implements Executor, Timers, AutoCloseable {

    private final ExecutorService turns;
    private final Scheduler timers;

    public SubscriptionThreads(int count) {
        turns = Executors.newFixedThreadPool(count, new DaemonThreads("subscription"));
        timers = new Scheduler("subscription-timer", 1);
    }

    @Override
    public void execute(Runnable task) {
        turns.execute(task);
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return timers.after(delay, task);
    }

    @Override
    public void close() {
        timers.close();
        turns.shutdownNow();
    }
}
