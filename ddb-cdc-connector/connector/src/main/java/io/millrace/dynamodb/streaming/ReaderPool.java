package io.millrace.dynamodb.streaming;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read all streams of a task, and what they bring. So many reads that nobody has taken are held in memory at most;
 * then readers wait.
 */
public final class ReaderPool implements AutoCloseable {

    private final ScheduledThreadPoolExecutor threads;
    private final LinkedBlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
    private final Semaphore room;

    public ReaderPool(String name, int threads, int held) {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, name + "-stream-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        this.threads.setRemoveOnCancelPolicy(true);
        this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.room = new Semaphore(held);
    }

    void after(Duration pause, Runnable read) {
        if (!threads.isShutdown()) {
            var unused = threads.schedule(read, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Waits until what is read next may be held. */
    void reserve() throws InterruptedException {
        room.acquire();
    }

    void release() {
        room.release();
    }

    void put(StreamEvent event) {
        events.add(event);
    }

    /** The next; for records, room is made by {@link #taken}. */
    public Optional<StreamEvent> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(events.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    public void taken(StreamEvent event) {
        if (event instanceof StreamEvent.Records) {
            room.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
