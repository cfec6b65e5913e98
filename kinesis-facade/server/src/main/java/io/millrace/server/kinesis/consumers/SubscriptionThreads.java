package io.millrace.server.kinesis.consumers;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which subscriptions take their turns, and the one that wakes them. */
public final class SubscriptionThreads implements Executor, Timers, AutoCloseable {

    private final ExecutorService turns;
    private final ScheduledThreadPoolExecutor timers;

    public SubscriptionThreads(int count) {
        AtomicInteger number = new AtomicInteger();
        turns = Executors.newFixedThreadPool(count, task -> daemon(task, "subscription-" + number.incrementAndGet()));
        timers = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "subscription-timers"));
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        turns.execute(task);
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        return timers.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timers.shutdownNow();
        turns.shutdownNow();
    }
}
