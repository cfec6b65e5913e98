package io.millrace.dynamodb.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** Waits that double, with a share of chance so that many do not ask at once, until patience is at its end. */
public final class Backoff {

    private final long first;
    private final long most;
    private final long patience;
    private final LongSupplier nanoTime;
    private long wait;
    private long began;

    public Backoff(Duration first, Duration most, Duration patience) {
        this(first, most, patience, System::nanoTime);
    }

    Backoff(Duration first, Duration most, Duration patience, LongSupplier nanoTime) {
        this.first = first.toNanos();
        this.most = most.toNanos();
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The next wait; empty when it has gone on for too long. */
    public Optional<Duration> next() {
        if (wait == 0) {
            wait = first;
            began = nanoTime.getAsLong();
        } else {
            wait = Math.min(most, wait * 2);
        }
        if (nanoTime.getAsLong() - began > patience) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofNanos(wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1)));
    }

    /** It went well: the next trouble is a new one. */
    public void reset() {
        wait = 0;
    }
}
