package io.millrace.firehose.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double up to a limit, each longer or shorter at random, so that many who failed together come back apart.
 *
 * @param least of a wait, as a share of what it has doubled to
 * @param most of it
 */
public record Backoff(Duration first, Duration longest, double least, double most) {

    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /**
     * The service's.
     *
     * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">Error response handling</a>
     */
    public static final Backoff OF_ENDPOINTS = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(120), 0.85, 1.15);

    private static final int MOST_DOUBLINGS = 20;

    /** Waits that are shortened by up to a half. */
    public Backoff(Duration first, Duration longest) {
        this(first, longest, 0.5, 1);
    }

    /** @param failures how many there were without a success between them, from 1 */
    public Duration delay(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        return Duration.ofMillis((long) (Math.min(doubled, longest.toMillis()) * random.nextDouble(least, most)));
    }
}
