package io.millrace.firehose.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a delivery's retry duration, which begins with the first failure, and the waits in it. The last wait ends with the
 * duration. For one thread at a time.
 */
public final class RetryCounter {

    private final Duration duration;
    private final Backoff backoff;
    private @Nullable Instant end;
    private int failures;

    public RetryCounter(Duration duration) {
        this(duration, Backoff.OF_ENDPOINTS);
    }

    public RetryCounter(Duration duration, Backoff backoff) {
        this.duration = duration;
        this.backoff = backoff;
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
        Duration wait = backoff.delay(++failures, random);
        return Optional.of(wait.compareTo(left) < 0 ? wait : left);
    }
}
