package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.measure.CpuUse;
import io.millrace.benchmarks.measure.Sample;

/** Records that became visible, and the time from when the first was read. */
record Delivered(long records, long nanos) {

    Sample sample(CpuUse cpu) {
        return new Sample(records / (nanos / 1e9), records, 0, 0, cpu);
    }
}
