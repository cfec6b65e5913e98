package io.millrace.firehose.transform.inprocess;

import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.InvocationLine;
import io.millrace.firehose.transform.Turn;
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
    private final Turn turn;
    private int failures;

    Place(InProcessTransform pool) {
        this.pool = pool;
        this.turn = new Turn(pool.line());
    }

    void start() {
        waitsForThreads = pool.hasTooManyHung();
        if (waitsForThreads) {
            pool.couldNotStart(InProcessTransform.TOO_MANY_HUNG);
            return;
        }
        ExecutionEnvironment started = pool.newEnvironment();
        environment = started;
        turn.awaitFor(pool.startLimit(), this::timedOut);
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
        turn.inTime();
        ready = true;
        serve();
    }

    void serve() {
        ExecutionEnvironment free = environment;
        if (ready && free != null && turn.isFree()) {
            turn.take(pool.timeLimit(), this::timedOut).ifPresent(next -> free.give(next, pool.deadline()));
        }
    }

    void answered(byte[] answer) {
        if (!turn.isFree()) {
            failures = 0;
            turn.answer(answer);
        }
        serve();
    }

    void failed(InvocationFailure failure) {
        turn.fail(failure);
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
        turn.fail(failure);
        boolean neverReady = !ready;
        ready = false;
        if (neverReady) {
            pool.couldNotStart(type);
        }
        failures++;
        pool.restart(this, failures);
    }

    void stop() {
        turn.fail(InvocationLine.stopped());
        if (environment != null) {
            environment.close();
            environment = null;
        }
    }
}
