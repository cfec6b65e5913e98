package io.millrace.mapping;

/**
 * How fast a shard is written to.
 *
 * @param bytes of data and partition keys
 */
public record ShardRate(long recordsPerSecond, long bytesPerSecond) {

    public static final ShardRate ZERO = new ShardRate(0, 0);

    /** What one shard of the service takes. */
    public static final ShardRate LIMIT = new ShardRate(1000, 1024 * 1024);

    public ShardRate {
        if (recordsPerSecond < 0 || bytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "no rate is below zero: " + recordsPerSecond + " records/s, " + bytesPerSecond + " bytes/s");
        }
    }

    public ShardRate plus(ShardRate other) {
        return new ShardRate(recordsPerSecond + other.recordsPerSecond, bytesPerSecond + other.bytesPerSecond);
    }

    /** The higher of the two, in records and in bytes. */
    public ShardRate max(ShardRate other) {
        return new ShardRate(
                Math.max(recordsPerSecond, other.recordsPerSecond), Math.max(bytesPerSecond, other.bytesPerSecond));
    }

    /** How much this is of what a shard takes: 1 is all of it. What is nearer to its limit counts, records or bytes. */
    public double load() {
        return Math.max(
                recordsPerSecond / (double) LIMIT.recordsPerSecond, bytesPerSecond / (double) LIMIT.bytesPerSecond);
    }
}
