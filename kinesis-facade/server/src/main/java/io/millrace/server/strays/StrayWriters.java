package io.millrace.server.strays;

import io.millrace.server.kafka.StrayWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The writers of the streams that had strays last: few, as each is a producer of its own. Not thread-safe. */
final class StrayWriters implements AutoCloseable {

    private static final int CAPACITY = 4;

    private final Function<String, StrayWriter> writers;
    private final Map<String, StrayWriter> taken = new LinkedHashMap<>(CAPACITY, 0.75f, true);

    /** @param writers makes the writer of the stream of an incarnation */
    StrayWriters(Function<String, StrayWriter> writers) {
        this.writers = writers;
    }

    /** The writer of a stream that this node has taken, and has not noticed that another took since. */
    Optional<StrayWriter> find(String incarnation) {
        return Optional.ofNullable(taken.get(incarnation));
    }

    /** Takes a stream from whoever had it. */
    void take(String incarnation) {
        StrayWriter writer = writers.apply(incarnation);
        try {
            writer.take();
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        taken.put(incarnation, writer);
        Iterator<StrayWriter> eldest = taken.values().iterator();
        while (taken.size() > CAPACITY) {
            eldest.next().close();
            eldest.remove();
        }
    }

    void drop(String incarnation) {
        StrayWriter writer = taken.remove(incarnation);
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    public void close() {
        taken.values().forEach(StrayWriter::close);
        taken.clear();
    }
}
