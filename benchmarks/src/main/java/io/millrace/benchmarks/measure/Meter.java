package io.millrace.benchmarks.measure;

/** Counts what falls into the window of a run; times are those of {@link System#nanoTime()}. */
public final class Meter {

    /** One that was over before it began, and counts nothing. */
    public static final Meter NEVER = new Meter(0, 0);

    private final long opens;
    private final long closes;
    private final Latencies latencies = new Latencies();
    private double records;
    private long total;

    Meter(long opens, long closes) {
        this.opens = opens;
        this.closes = closes;
    }

    /** A meter whose ramp begins now. */
    public static Meter start(Span span) {
        long opens = System.nanoTime() + span.ramp().toNanos();
        return new Meter(opens, opens + span.window().toNanos());
    }

    /**
     * A request for {@code count} records that began and ended at these times. One that only partly lies in the window counts
     * by that part: a slow server's few large requests would otherwise make its figure a matter of luck.
     */
    public synchronized void completed(long began, long ended, int count) {
        total += count;
        long inside = Math.min(ended, closes) - Math.max(began, opens);
        if (inside <= 0) {
            return;
        }
        records += count * ((double) inside / (ended - began));
        latencies.add(ended - began);
    }

    /** All records, those outside the window too. */
    public synchronized long total() {
        return total;
    }

    /** Whether no further request is to be sent. */
    public boolean over() {
        return System.nanoTime() - closes >= 0;
    }

    public long opens() {
        return opens;
    }

    public long closes() {
        return closes;
    }

    public synchronized double recordsPerSecond() {
        return records / ((closes - opens) / 1e9);
    }

    public synchronized double records() {
        return records;
    }

    public synchronized double millis(double share) {
        return latencies.percentile(share);
    }
}
