package io.millrace.dynamodb.sink;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long a task may write what it was handed. It ends before Kafka gives the partitions to another: one that was halted meanwhile
 * begins no write after that.
 */
final class Lease {

    private final long began;
    private final long nanos;
    private final LongSupplier nanoTime;

    Lease(Duration duration, LongSupplier nanoTime) {
        this.nanos = duration.toNanos();
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    boolean isOver() {
        return nanoTime.getAsLong() - began >= nanos;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - (nanoTime.getAsLong() - began)));
    }
}
