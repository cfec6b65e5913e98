package io.millrace.firehose.transform.inprocess;

import io.millrace.firehose.transform.Invocation;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.InvocationLine;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A place for one execution environment, which gets a new one whenever the last ended or took too long. Everything happens on the loop, and what
 * an environment says that is no longer here is not heard.
 */
final class Place {

    private final InProcessTransform pool;

    private @Nullable ExecutionEnvironment environment;
    private boolean ready;
    private boolean waitsForThreads;
    private @Nullable Invocation current;
    private @Nullable Future<?> timer;
    private int failures;

    Place(InProcessTransform pool) {
        this.pool = pool;
    }

    void start() {
        waitsForThreads = pool.hasTooManyHung();
        if (waitsForThreads) {
            pool.couldNotStart(InProcessTransform.TOO_MANY_HUNG);
            return;
        }
        ExecutionEnvironment started = pool.newEnvironment();
        environment = started;
        timer = pool.line().after(pool.startLimit(), this::timedOut);
        started.start();
    }

    boolean has(ExecutionEnvironment asked) {
        return environment == asked;
    }

    boolean isReady() {
        return ready;
    }

    boolean waitsForThreads() {
        return waitsForThreads;
    }

    void ready() {
        stopTimer();
        ready = true;
        serve();
    }

    void serve() {
        if (!ready || current != null || environment == null) {
            return;
        }
        Invocation next = pool.line().poll();
        if (next == null) {
            return;
        }
        current = next;
        timer = pool.line().after(pool.timeLimit(), this::timedOut);
        environment.give(next, pool.deadline());
    }

    void answered(byte[] answer) {
        Invocation answered = current;
        if (answered != null) {
            stopTimer();
            current = null;
            failures = 0;
            pool.line().answer(answered, answer);
        }
        serve();
    }

    void failed(InvocationFailure failure) {
        stopTimer();
        failCurrent(failure);
        serve();
    }

    /** By itself: nobody told it to. */
    void ended(String type) {
        leave(new InvocationFailure.FunctionError(type), type);
    }

    private void timedOut() {
        ExecutionEnvironment late = environment;
        if (late != null) {
            pool.hangs(late);
            leave(new InvocationFailure.Timeout(pool.timeLimit()), "Sandbox.Timedout");
        }
    }

    private void leave(InvocationFailure failure, String type) {
        environment = null;
        stopTimer();
        failCurrent(failure);
        boolean neverReady = !ready;
        ready = false;
        if (neverReady) {
            pool.couldNotStart(type);
        }
        failures++;
        pool.restart(this, failures);
    }

    void stop() {
        stopTimer();
        failCurrent(InvocationLine.stopped());
        if (environment != null) {
            environment.close();
            environment = null;
        }
    }

    private void failCurrent(InvocationFailure failure) {
        Invocation failed = current;
        if (failed != null) {
            current = null;
            pool.line().fail(failed, failure);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
