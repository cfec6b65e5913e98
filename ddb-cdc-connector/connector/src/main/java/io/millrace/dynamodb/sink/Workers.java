package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.WriteFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Threads that make requests, each again after a wait if what hinders it passes. */
final class Workers implements AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final long NONE = Long.MIN_VALUE;

    private final int threads;
    private final Duration patience;
    private final SinkMetrics metrics;
    private final LongSupplier nanoTime;
    private final ExecutorService pool;
    private final AtomicLong troubleSince = new AtomicLong(NONE);

    /** @param patience for how long nothing may succeed before the task fails */
    Workers(String name, int threads, Duration patience, SinkMetrics metrics, LongSupplier nanoTime) {
        this.threads = threads;
        this.patience = patience;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name + "-writer-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Returns when all is done. If it is not, what is left is in {@code work}.
     *
     * @throws RetriableException if the lease ended before
     */
    <T> void doAll(Queue<T> work, Consumer<T> request, Lease lease) {
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> running = new ArrayList<>();
        for (int i = Math.min(threads, work.size()); i > 0; i--) {
            running.add(pool.submit(() -> drain(work, request, lease, failed)));
        }
        RuntimeException failure = null;
        for (Future<?> each : running) {
            RuntimeException other = failureOf(each);
            // one that is for an operator before one that passes
            if (failure == null || (failure instanceof RetriableException && other != null)) {
                failure = other;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException failureOf(Future<?> running) {
        try {
            running.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException failure ? failure : new ConnectException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RetriableException("The task is being stopped", e);
        }
    }

    private <T> void drain(Queue<T> work, Consumer<T> request, Lease lease, AtomicBoolean failed) {
        for (T piece = work.poll(); piece != null; piece = failed.get() ? null : work.poll()) {
            try {
                make(piece, request, lease);
                troubleSince.set(NONE);
            } catch (RuntimeException e) {
                failed.set(true);
                work.add(piece);
                throw e;
            }
        }
    }

    private <T> void make(T piece, Consumer<T> request, Lease lease) {
        Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, lease.left());
        while (true) {
            if (lease.isOver()) {
                throw new RetriableException("The writes are not done in time, and go on when Connect asks again");
            }
            try {
                request.accept(piece);
                return;
            } catch (WriteFault e) {
                if (e.kind() == WriteFault.Kind.REFUSED) {
                    throw e;
                }
                metrics.again(e.kind());
                troubles(e);
                pause(backoff, e);
            }
        }
    }

    private void troubles(WriteFault fault) {
        long now = nanoTime.getAsLong();
        if (!troubleSince.compareAndSet(NONE, now)) {
            long since = troubleSince.get();
            if (since != NONE && now - since > patience.toNanos()) {
                throw new ConnectException(
                        "DynamoDB has taken no write for " + patience.toSeconds() + " s: " + fault.getMessage(), fault);
            }
        }
    }

    private static void pause(Backoff backoff, WriteFault fault) {
        Duration wait = backoff.next()
                .orElseThrow(() -> new RetriableException(
                        "DynamoDB does not take writes now, they go on when Connect asks again", fault));
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("The task is being stopped", e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
