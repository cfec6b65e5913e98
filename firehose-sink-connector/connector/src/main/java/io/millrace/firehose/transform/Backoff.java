package io.millrace.firehose.transform;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double up to a limit, each shortened by up to a half at random, so that many who failed together come back apart. */
public record Backoff(Duration first, Duration longest) {

    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;

    /** @param failures how many there were without a success between them, from 1 */
    public Duration delay(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        long most = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(most - (long) (most / 2.0 * random.nextDouble()));
    }
}
