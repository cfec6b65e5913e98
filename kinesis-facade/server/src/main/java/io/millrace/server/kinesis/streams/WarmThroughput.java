package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.StreamFact;
import java.util.Optional;

/**
 * The throughput that an on-demand stream is kept ready for.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_WarmThroughputObject.html">
 *     WarmThroughputObject</a>
 */
public record WarmThroughput(int targetMiBps, int currentMiBps) {

    public static Optional<WarmThroughput> of(StreamFact stream) {
        return stream.warmThroughputMiBps().isPresent()
                ? Optional.of(new WarmThroughput(
                        stream.warmThroughputMiBps().getAsInt(),
                        stream.warmThroughputMiBps().getAsInt()))
                : Optional.empty();
    }
}
