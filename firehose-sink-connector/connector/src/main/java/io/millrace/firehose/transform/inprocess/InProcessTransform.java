package io.millrace.firehose.transform.inprocess;

import io.millrace.firehose.retry.Backoff;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.InvocationLine;
import io.millrace.firehose.transform.Transform;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Java function in this process, in as many execution environments as invocations may run at a time.
 *
 * <p>An invocation that takes too long fails, its thread is interrupted, and another environment takes the place. A thread that
 * does not heed that cannot be stopped, and stays; when there are too many of them no environment is started, invocations fail and say so,
 * and the first thread that ends lets things go on. A function that ends the process ends the worker: such a one belongs into a child process.
 */
public final class InProcessTransform implements Transform {

    static final String TOO_MANY_HUNG = "Runtime.TooManyHungThreads";

    private static final Logger LOG = LoggerFactory.getLogger(InProcessTransform.class);
    private static final int HUNG_PER_PLACE = 2;

    private final JavaFunction function;
    private final Duration timeLimit;
    private final Duration startLimit;
    private final Backoff backoff;
    private final Clock clock;
    private final RandomGenerator random;

    private final InvocationLine line = new InvocationLine();
    private final List<Place> places = new ArrayList<>();
    private final Set<ExecutionEnvironment> hung = new HashSet<>();

    /**
     * @param environments how many invocations run at a time
     * @param timeLimit of an invocation, from when an environment has it
     * @param startLimit for loading the function
     * @throws IllegalArgumentException if the function is not there or has no such handler
     */
    public InProcessTransform(
            JavaFunction function,
            int environments,
            Duration timeLimit,
            Duration startLimit,
            Backoff backoff,
            Clock clock,
            RandomGenerator random)
            throws IOException {
        if (environments < 1) {
            throw new IllegalArgumentException("at least one execution environment, not " + environments);
        }
        this.function = function;
        this.timeLimit = timeLimit;
        this.startLimit = startLimit;
        this.backoff = backoff;
        this.clock = clock;
        this.random = random;
        try (FunctionClasses classes = FunctionClasses.open(function)) {
            Handler.find(HandlerName.parse(function.handler()), classes.function());
        }
        for (int i = 0; i < environments; i++) {
            places.add(new Place(this));
        }
        line.run(() -> places.forEach(Place::start));
    }

    @Override
    public CompletionStage<byte[]> invoke(byte[] request) {
        return line.add(request, () -> {
            places.forEach(Place::serve);
            if (places.stream().allMatch(Place::waitsForThreads)) {
                line.failAll(new InvocationFailure.FunctionError(TOO_MANY_HUNG));
            }
        });
    }

    /** Returns when the environments were told to end, and their classes are closed. */
    @Override
    public void close() {
        line.close(() -> {
            places.forEach(Place::stop);
            hung.forEach(ExecutionEnvironment::close);
        });
    }

    InvocationLine line() {
        return line;
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

    ExecutionEnvironment newEnvironment() {
        return new ExecutionEnvironment(function, clock, new FromEnvironments());
    }

    boolean hasTooManyHung() {
        return hung.size() >= HUNG_PER_PLACE * places.size();
    }

    void hangs(ExecutionEnvironment environment) {
        hung.add(environment);
        environment.end();
    }

    void restart(Place place, int failures) {
        if (!line.isClosed()) {
            line.after(backoff.delay(failures, random), place::start);
        }
    }

    /** What is in line fails where nobody is there to take it: its caller knows how long to go on. */
    void couldNotStart(String type) {
        if (type.equals(TOO_MANY_HUNG)) {
            LOG.atError()
                    .addKeyValue("handler", function.handler())
                    .addKeyValue("threads", hung.size())
                    .log("A Java function hangs and cannot be stopped; it is not called until one of its threads ends");
        }
        if (places.stream().noneMatch(Place::isReady)) {
            line.failAll(new InvocationFailure.FunctionError(type));
        }
    }

    private void ended(ExecutionEnvironment environment) {
        if (hung.remove(environment)) {
            places.stream().filter(Place::waitsForThreads).forEach(Place::start);
        }
    }

    /** Takes what environments say to the loop, and to the place it was said in. */
    private final class FromEnvironments implements ExecutionEnvironment.Listener {

        @Override
        public void ready(ExecutionEnvironment environment) {
            find(environment, Place::ready);
        }

        @Override
        public void answered(ExecutionEnvironment environment, byte[] answer) {
            find(environment, place -> place.answered(answer));
        }

        @Override
        public void failed(ExecutionEnvironment environment, InvocationFailure failure) {
            find(environment, place -> place.failed(failure));
        }

        @Override
        public void ended(ExecutionEnvironment environment, String type) {
            find(environment, place -> place.ended(type));
            line.run(() -> InProcessTransform.this.ended(environment));
        }

        private void find(ExecutionEnvironment environment, Consumer<Place> then) {
            line.run(() -> places.stream()
                    .filter(place -> place.has(environment))
                    .findFirst()
                    .ifPresent(then));
        }
    }
}
