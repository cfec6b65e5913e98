package io.millrace.server.reshard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Time and chance. Events run one by one, in the order of their times; nothing else moves the clock. */
final class World {

    static final long MILLI = 1_000_000;

    private final PriorityQueue<Event> queue = new PriorityQueue<>(256);
    private final SplittableRandom random;
    private final List<String> trace = new ArrayList<>();
    private final boolean tracing;
    private long now;
    private long count;

    /** How often a message or a request is lost, slow or refused; none once the world is healed. */
    private Weather weather;

    private record Event(long time, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(number, other.number);
        }
    }

    World(long seed, boolean tracing) {
        this.random = new SplittableRandom(seed);
        this.tracing = tracing;
        this.weather = Weather.CALM;
    }

    long now() {
        return now;
    }

    /** How many events were put on the queue so far. */
    long events() {
        return count;
    }

    Weather weather() {
        return weather;
    }

    void weather(Weather next) {
        weather = next;
    }

    void at(long time, Runnable task) {
        queue.add(new Event(Math.max(time, now), count++, task));
    }

    void after(long nanos, Runnable task) {
        at(now + nanos, task);
    }

    /** Runs until then, and stops early once it is enough. */
    void run(long until, Supplier<Boolean> enough) {
        while (!queue.isEmpty() && queue.peek().time() <= until && !enough.get()) {
            Event next = queue.remove();
            now = next.time();
            next.task().run();
        }
        if (!enough.get()) {
            now = Math.max(now, until);
        }
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long nanos(long fromMillis, long toMillis) {
        return random.nextLong(fromMillis * MILLI, toMillis * MILLI + 1);
    }

    /** Of any order of magnitude: milliseconds are as frequent as seconds. */
    long anyUpTo(long millis) {
        return chance(0.25) ? nanos(0, millis) : (long) (5 * MILLI * Math.pow(millis / 5.0, random.nextDouble()));
    }

    double between(double from, double to) {
        return random.nextDouble(from, to);
    }

    long nextLong() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    void trace(Supplier<String> what) {
        if (tracing) {
            trace.add(String.format("%10.3f %s", now / 1e9, what.get()));
        }
    }

    List<String> trace() {
        return trace;
    }
}
