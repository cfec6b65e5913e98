package io.millrace.firehose.transform.inprocess;

import io.millrace.firehose.transform.Invocations;
import io.millrace.firehose.transform.Transform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Java functions that run until a test ends. */
final class JavaFunctions implements AutoCloseable {

    static final Duration LONG = Duration.ofMinutes(1);

    private final Path root;
    private final List<Transform> started = new ArrayList<>();

    /** @param root where handlers are that are given without a place */
    JavaFunctions(Path root) {
        this.root = root;
    }

    Transform start(String handler, int environments, Duration limit) throws IOException {
        return start(new JavaFunction(root, handler), environments, limit);
    }

    Transform start(JavaFunction function, int environments, Duration limit) throws IOException {
        var transform = new InProcessTransform(
                function, environments, limit, LONG, Invocations.SHORT, Clock.systemUTC(), new Random(1));
        started.add(transform);
        return transform;
    }

    /** What was started is the test's to close. */
    void forget() {
        started.clear();
    }

    @Override
    public void close() {
        started.forEach(Transform::close);
    }
}
