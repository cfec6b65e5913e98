package io.millrace.firehose.transform.process;

import com.sun.net.httpserver.HttpExchange;
import io.millrace.firehose.retry.Backoff;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.InvocationLine;
import io.millrace.firehose.transform.Transform;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A function in child processes of the worker.
 *
 * <p>A child that crashes fails the invocation it had and is started anew after a wait; one that hangs is killed, with what it started; one that
 * answers too much is cut off. In each case the invocation fails and the batch is still the caller's. Invocations beyond the number
 * of children wait in line, and if no child can be started they fail rather than wait.
 */
public final class ProcessTransform implements Transform {

    private final FunctionSpec spec;
    private final Duration timeLimit;
    private final Duration startLimit;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Clock clock;

    private final InvocationLine line = new InvocationLine();
    private final RuntimeApi api;
    private final List<Worker> workers = new ArrayList<>();

    /**
     * @param children how many invocations run at a time
     * @param timeLimit of an invocation, from when a child has it
     * @param startLimit from the start of a child to its first question
     */
    public ProcessTransform(
            FunctionSpec spec,
            int children,
            Duration timeLimit,
            Duration startLimit,
            Backoff backoff,
            Clock clock,
            RandomGenerator random)
            throws IOException {
        if (children < 1) {
            throw new IllegalArgumentException("at least one process, not " + children);
        }
        this.spec = spec;
        this.timeLimit = timeLimit;
        this.startLimit = startLimit;
        this.backoff = backoff;
        this.clock = clock;
        this.random = random;
        this.api = new RuntimeApi(line.threads(), new FromChildren());
        for (int i = 0; i < children; i++) {
            workers.add(new Worker(this));
        }
        line.run(() -> workers.forEach(Worker::start));
    }

    @Override
    public CompletionStage<byte[]> invoke(byte[] request) {
        return line.add(request, () -> workers.forEach(Worker::serve));
    }

    /** Returns when the children were told to end. */
    @Override
    public void close() {
        line.close(() -> {
            workers.forEach(Worker::stop);
            api.close();
        });
    }

    Child spawn(String token) throws IOException {
        return Child.start(spec, api.address(token));
    }

    InvocationLine line() {
        return line;
    }

    RuntimeApi api() {
        return api;
    }

    Duration timeLimit() {
        return timeLimit;
    }

    Duration startLimit() {
        return startLimit;
    }

    Instant deadline() {
        return clock.instant().plus(timeLimit);
    }

    void restart(Worker worker, int failures) {
        if (!line.isClosed()) {
            line.after(backoff.delay(failures, random), worker::start);
        }
    }

    /** What is in line fails where no child is there to take it: its caller knows how long to go on. */
    void couldNotStart(String type) {
        if (workers.stream().noneMatch(Worker::isReady)) {
            line.failAll(new InvocationFailure.FunctionError(type));
        }
    }

    /** Takes what children say to the loop, and to the worker whose child it was. */
    private final class FromChildren implements RuntimeApi.Calls {

        @Override
        public void next(String token, HttpExchange exchange) {
            find(token, exchange, worker -> worker.next(exchange));
        }

        @Override
        public void response(String token, String id, byte[] body, HttpExchange exchange) {
            find(token, exchange, worker -> worker.response(id, body, exchange));
        }

        @Override
        public void tooLarge(String token, String id, HttpExchange exchange) {
            find(token, exchange, worker -> worker.failed(id, InvocationFailure.TooLarge.response(), 413, exchange));
        }

        @Override
        public void error(String token, String id, String type, HttpExchange exchange) {
            find(
                    token,
                    exchange,
                    worker -> worker.failed(id, new InvocationFailure.FunctionError(type), 202, exchange));
        }

        @Override
        public void initError(String token, String type, HttpExchange exchange) {
            find(token, exchange, worker -> worker.initError(type, exchange));
        }

        private void find(String token, HttpExchange exchange, Consumer<Worker> then) {
            line.run(() -> workers.stream()
                    .filter(worker -> worker.has(token))
                    .findFirst()
                    .ifPresentOrElse(then, () -> api.reply(exchange, 403, new byte[0])));
        }
    }
}
