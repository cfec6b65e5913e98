package io.millrace.server.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks later. Once it is closed it drops them without a word: whoever asks then is stopping as well. */
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final ScheduledThreadPoolExecutor threads;

    public Scheduler(String name, int count) {
        threads =
                new ScheduledThreadPoolExecutor(count, new DaemonThreads(name), new ThreadPoolExecutor.DiscardPolicy());
        threads.setRemoveOnCancelPolicy(true);
    }

    /** Whoever loses interest cancels the future. */
    public Future<?> after(Duration delay, Runnable task) {
        return threads.schedule(logged(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Again and again, each time so long after the last has ended. */
    public Future<?> every(Duration pause, Runnable task) {
        return threads.scheduleWithFixedDelay(logged(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The executor would keep the failure to itself, and never run the task again. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a scheduled task failed");
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
