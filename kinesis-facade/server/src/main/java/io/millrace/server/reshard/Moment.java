package io.millrace.server.reshard;

import java.time.Duration;

/**
 * A moment by both of this machine's clocks. Neither tells elapsed time by itself: the monotonic one stops while a virtual
 * machine is suspended, and the wall clock is set.
 *
 * @param nanos by {@link System#nanoTime()}
 */
public record Moment(long nanos, long wallMillis) {

    public static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    /** No less than what has passed: for whoever must stop in time (rule N1). */
    public Duration longestUntil(Moment later) {
        return Duration.ofNanos(longestNanosUntil(later));
    }

    /** No more than what has passed: for whoever waits until others must have stopped (rule R4). */
    public Duration shortestUntil(Moment later) {
        return Duration.ofNanos(later.nanos - nanos);
    }

    long longestNanosUntil(Moment later) {
        return Math.max(later.nanos - nanos, (later.wallMillis - wallMillis) * 1_000_000);
    }
}
