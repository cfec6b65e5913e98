package io.millrace.server.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for work that would hold up the connections: large bodies and operations that may block. Its queue is bounded. */
public final class Workers implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    public Workers(int count, int queued) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "millrace-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        threads = new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queued), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Twice the processors, since some of the work waits. */
    public static Workers forThisMachine() {
        return new Workers(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), 10_000);
    }

    /** @throws RejectedExecutionException if as much work as the queue holds is waiting already */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    boolean stop(Duration timeout) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
