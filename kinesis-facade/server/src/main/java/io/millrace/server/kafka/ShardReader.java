package io.millrace.server.kafka;

import io.millrace.server.concurrent.DaemonThreads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Reads partitions with a fixed number of consumers. A cursor stays where its last read ended, and the next read of that
 * place finds it there. What reads can hold in memory is the number of consumers times what each may fetch.
 */
public final class ShardReader implements AutoCloseable {

    private final IntFunction<Consumer<byte[], ByteBuffer>> consumers;
    private final int pageBytes;
    private final Duration patience;
    private final int capacity;
    private final Deque<PartitionCursor> idle = new ArrayDeque<>();
    private int made;
    private final ExecutorService threads;

    /**
     * @param consumers makes the consumer of a number
     * @param pageBytes the most that one read returns, however much was asked for, but for a record that is larger
     * @param capacity how many reads go on at once
     * @param waiting how many more may wait for their turn; beyond it a read is refused
     */
    public ShardReader(
            IntFunction<Consumer<byte[], ByteBuffer>> consumers,
            int pageBytes,
            int capacity,
            int waiting,
            Duration patience) {
        this.consumers = consumers;
        this.pageBytes = pageBytes;
        this.patience = patience;
        this.capacity = capacity;
        this.threads = new ThreadPoolExecutor(
                capacity,
                capacity,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(waiting),
                new DaemonThreads("shard-reader"));
    }

    /** @return fails with {@link RejectedExecutionException} when too many reads wait already */
    public CompletionStage<ReadResult> read(ReadRequest request) {
        CompletableFuture<ReadResult> result = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    result.complete(readNow(request));
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private ReadResult readNow(ReadRequest request) {
        PartitionCursor cursor = borrow(request);
        boolean usable = false;
        try {
            ReadResult result = cursor.read(request.atMost(pageBytes));
            usable = true;
            return result;
        } finally {
            if (usable) {
                giveBack(cursor);
            } else {
                discard(cursor);
            }
        }
    }

    /** The cursor that stands where the read starts; else a new one; else the one that has been idle for longest. */
    private PartitionCursor borrow(ReadRequest request) {
        int number;
        synchronized (idle) {
            for (Iterator<PartitionCursor> all = idle.iterator(); all.hasNext(); ) {
                PartitionCursor cursor = all.next();
                if (cursor.isAt(request)) {
                    all.remove();
                    return cursor;
                }
            }
            if (made >= capacity && !idle.isEmpty()) {
                return idle.removeLast();
            }
            number = made++;
        }
        try {
            return new PartitionCursor(consumers.apply(number), patience);
        } catch (Throwable e) {
            forget();
            throw e;
        }
    }

    private void forget() {
        synchronized (idle) {
            made--;
        }
    }

    private void giveBack(PartitionCursor cursor) {
        synchronized (idle) {
            idle.addFirst(cursor);
        }
    }

    /** After a failed read, whatever it was: where its consumer stands is not known. */
    private void discard(PartitionCursor cursor) {
        forget();
        cursor.close();
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        synchronized (idle) {
            idle.forEach(PartitionCursor::close);
            idle.clear();
        }
    }
}
