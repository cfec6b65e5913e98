package io.millrace.benchmarks.measure;

/**
 * What one trial measured.
 *
 * @param records how many the window saw; the CPU seconds are those that it took for them
 */
public record Sample(double recordsPerSecond, double records, double p50Millis, double p99Millis, CpuUse cpu) {

    /** CPU seconds of every process together for a million records. */
    public double cpuPerMillion() {
        return records == 0 ? 0 : cpu.total() / records * 1e6;
    }
}
