package io.millrace.dynamodb.scan;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Holds reads to so many capacity units a second: what was spent is waited off before the next is made. */
public final class CapacityBudget {

    private final double unitsPerSecond;
    private final LongSupplier nanoTime;
    private long freeAt;

    /** @param unitsPerSecond 0: as many as the table gives */
    public CapacityBudget(double unitsPerSecond, LongSupplier nanoTime) {
        this.unitsPerSecond = unitsPerSecond;
        this.nanoTime = nanoTime;
        this.freeAt = nanoTime.getAsLong();
    }

    void await() throws InterruptedException {
        long wait = nanosToWait();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    synchronized long nanosToWait() {
        return Math.max(0, freeAt - nanoTime.getAsLong());
    }

    synchronized void spent(double units) {
        if (unitsPerSecond > 0) {
            freeAt = Math.max(freeAt, nanoTime.getAsLong()) + (long) (units / unitsPerSecond * 1e9);
        }
    }
}
