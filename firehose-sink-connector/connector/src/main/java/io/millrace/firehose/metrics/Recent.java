package io.millrace.firehose.metrics;

import java.util.function.LongSupplier;

/** The mean and the largest of what was measured in the minute that is and the one before; not a number if there was nothing. */
final class Recent {

    private static final long SLOT_NANOS = 60_000_000_000L;

    private final LongSupplier nanoTime;
    private Slot current = new Slot();
    private Slot before = new Slot();
    private long since;

    Recent(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    private static final class Slot {
        private double sum;
        private long count;
        private double largest = Double.NEGATIVE_INFINITY;
    }

    void add(double value) {
        add(value, 1, value);
    }

    /** Of so many, some succeeded. */
    void addShare(long succeeded, long of) {
        if (of > 0) {
            add(succeeded, of, 1);
        }
    }

    private synchronized void add(double sum, long count, double largest) {
        turn();
        current.sum += sum;
        current.count += count;
        current.largest = Math.max(current.largest, largest);
    }

    synchronized double mean() {
        turn();
        long count = current.count + before.count;
        return count == 0 ? Double.NaN : (current.sum + before.sum) / count;
    }

    synchronized double largest() {
        turn();
        return current.count + before.count == 0 ? Double.NaN : Math.max(current.largest, before.largest);
    }

    private void turn() {
        long now = nanoTime.getAsLong();
        long slots = (now - since) / SLOT_NANOS;
        if (slots > 0) {
            before = slots == 1 ? current : new Slot();
            current = new Slot();
            since += slots * SLOT_NANOS;
        }
    }
}
