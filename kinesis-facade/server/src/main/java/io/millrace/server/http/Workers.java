package io.millrace.server.http;

import io.millrace.server.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for work that would hold up the connections: large bodies and operations that may block. Its queue is bounded. */
public final class Workers implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    public Workers(int count, int queued) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queued),
                new DaemonThreads("millrace-worker"));
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
