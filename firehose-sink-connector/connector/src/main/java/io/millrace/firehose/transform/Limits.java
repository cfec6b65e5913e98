package io.millrace.firehose.transform;

import java.time.Duration;

/**
 * When a batch is full or old enough to be sent.
 *
 * @param bufferBytes of data before base64: {@code BufferSizeInMBs}, 0.2 to 3 MiB
 * @param interval the longest that a record waits for others: {@code BufferIntervalInSeconds}, 0 to 900 seconds
 */
public record Limits(int bufferBytes, Duration interval) {

    /** What a synchronous invocation carries in either direction: 6 MB, which Lambda counts as MiB. */
    public static final int INVOCATION_BYTES = 6 << 20;

    private static final int LEAST_BUFFER = (2 << 20) / 10;
    private static final int MOST_BUFFER = 3 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(900);

    public static final Limits DEFAULT = new Limits(1 << 20, Duration.ofSeconds(60));

    public Limits {
        if (bufferBytes < LEAST_BUFFER || bufferBytes > MOST_BUFFER) {
            throw new IllegalArgumentException("a transform buffers 0.2 to 3 MiB, not " + bufferBytes + " bytes");
        }
        if (interval.isNegative() || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a transform buffers for 0 to 900 seconds, not " + interval);
        }
    }
}
