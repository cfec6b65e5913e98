package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.StreamFact;
import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnhancedMetrics.html">EnhancedMetrics</a> */
public record EnhancedMetrics(List<String> shardLevelMetrics) {

    /** The service lists one element always, empty when nothing is enabled. */
    static List<EnhancedMetrics> of(StreamFact stream) {
        return List.of(new EnhancedMetrics(List.copyOf(stream.shardLevelMetrics())));
    }
}
