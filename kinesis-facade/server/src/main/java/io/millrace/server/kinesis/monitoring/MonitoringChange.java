package io.millrace.server.kinesis.monitoring;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.Arns;
import java.util.List;

/**
 * What both operations answer with.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html">Response of
 *     EnableEnhancedMonitoring</a>
 */
public record MonitoringChange(
        StreamName streamName,
        List<String> currentShardLevelMetrics,
        List<String> desiredShardLevelMetrics,
        String streamARN) {

    static MonitoringChange of(StreamFact before, StreamFact after, Arns arns) {
        return new MonitoringChange(
                after.name(),
                List.copyOf(before.shardLevelMetrics()),
                List.copyOf(after.shardLevelMetrics()),
                arns.ofStream(after.name()));
    }
}
