package io.millrace.benchmarks.measure;

import java.util.Optional;

/**
 * What one trial measured.
 *
 * @param records how many the window saw; the CPU seconds are those that it took for them
 * @param objects what came of it, if they are what is measured
 */
public record Sample(
        double recordsPerSecond,
        double records,
        double p50Millis,
        double p99Millis,
        CpuUse cpu,
        Optional<Objects> objects) {

    public Sample(double recordsPerSecond, double records, double p50Millis, double p99Millis, CpuUse cpu) {
        this(recordsPerSecond, records, p50Millis, p99Millis, cpu, Optional.empty());
    }

    public Sample withObjects(Objects made) {
        return new Sample(recordsPerSecond, records, p50Millis, p99Millis, cpu, Optional.of(made));
    }

    /**
     * Objects in a bucket.
     *
     * @param bytes of all of them
     * @param lines in all of them
     */
    public record Objects(long count, long bytes, long lines) {

        public double kibEach() {
            return count == 0 ? 0 : bytes / 1024.0 / count;
        }
    }

    /** CPU seconds of every process together for a million records. */
    public double cpuPerMillion() {
        return records == 0 ? 0 : cpu.total() / records * 1e6;
    }
}
