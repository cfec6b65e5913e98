package io.millrace.firehose.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a delivery's retry duration, which begins with the first failure, and the waits in it: they double from a second to two
 * minutes, each up to 15% longer or shorter at random. The last wait ends with the duration. For one thread at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">Error response handling</a>
 */
public final class RetryCounter {

    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final int MOST_DOUBLINGS = 7;
    private static final double JITTER = 0.15;

    private final Duration duration;
    private @Nullable Instant end;
    private int failures;

    public RetryCounter(Duration duration) {
        this.duration = duration;
    }

    /** An attempt failed. Answers how long to wait before the next one; empty if there is none. */
    public Optional<Duration> failed(Instant now, RandomGenerator random) {
        if (end == null) {
            end = now.plus(duration);
        }
        Duration left = Duration.between(now, end);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        Duration wait = wait(failures++, random);
        return Optional.of(wait.compareTo(left) < 0 ? wait : left);
    }

    private static Duration wait(int earlier, RandomGenerator random) {
        long doubled = Math.min(1L << Math.min(earlier, MOST_DOUBLINGS), LONGEST.toSeconds());
        return Duration.ofMillis((long) (1000 * doubled * random.nextDouble(1 - JITTER, 1 + JITTER)));
    }
}
