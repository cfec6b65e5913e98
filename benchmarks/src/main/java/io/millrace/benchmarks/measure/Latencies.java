package io.millrace.benchmarks.measure;

import java.util.Arrays;

/** Every latency of a run, kept whole: runs are short and an exact percentile beats a bucket's edge. */
public final class Latencies {

    private long[] nanos = new long[1024];
    private int count;

    public void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latencyNanos;
    }

    /** In milliseconds, the smallest latency that {@code share} of all do not exceed; 0 where there is none. */
    public double percentile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
