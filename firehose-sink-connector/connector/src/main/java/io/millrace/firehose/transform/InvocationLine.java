package io.millrace.firehose.transform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Invocations that wait for a function, and the one thread, the loop, on which all state of a runtime changes. */
public final class InvocationLine {

    private static final String STOPPED = "the connector stops";

    /** Nothing on it waits. */
    private final ScheduledThreadPoolExecutor loop;

    private final ExecutorService threads;
    private final Deque<Invocation> line = new ArrayDeque<>();

    public InvocationLine() {
        this.loop = new ScheduledThreadPoolExecutor(1, daemon("transform-loop"));
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        loop.setRemoveOnCancelPolicy(true);
        this.threads = Executors.newCachedThreadPool(daemon("transform"));
    }

    /** @param then on the loop, when the request is in line */
    public CompletionStage<byte[]> add(byte[] request, Runnable then) {
        Invocation invocation = Invocation.of(request);
        try {
            loop.execute(() -> {
                line.add(invocation);
                then.run();
            });
        } catch (RejectedExecutionException e) {
            invocation.answer().completeExceptionally(stopped());
        }
        return invocation.answer();
    }

    /** The next whose caller still waits for it. */
    public @Nullable Invocation poll() {
        Invocation next;
        do {
            next = line.poll();
        } while (next != null && next.answer().isDone());
        return next;
    }

    public void answer(Invocation invocation, byte[] answer) {
        elsewhere(() -> invocation.answer().complete(answer));
    }

    public void fail(Invocation invocation, InvocationFailure failure) {
        elsewhere(() -> invocation.answer().completeExceptionally(failure));
    }

    public void failAll(InvocationFailure failure) {
        for (Invocation invocation = line.poll(); invocation != null; invocation = line.poll()) {
            fail(invocation, failure);
        }
    }

    /** On the loop; not at all once closed. */
    public void run(Runnable change) {
        try {
            loop.execute(change);
        } catch (RejectedExecutionException e) {
            // closed, with nothing left to change
        }
    }

    /** On the loop, later; not at all once closed. */
    public Future<?> after(Duration wait, Runnable change) {
        return loop.schedule(change, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** On another thread than the loop: what callers do with an answer is theirs to do. */
    public void elsewhere(Runnable work) {
        threads.execute(work);
    }

    public Executor threads() {
        return threads;
    }

    public boolean isClosed() {
        return loop.isShutdown();
    }

    /**
     * Returns when what is in line was failed.
     *
     * @param stop the last change on the loop
     */
    public void close(Runnable stop) {
        run(() -> {
            stop.run();
            failAll(stopped());
            loop.shutdown();
            threads.shutdown();
        });
        try {
            loop.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static InvocationFailure stopped() {
        return new InvocationFailure.Transport(STOPPED);
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
