package io.millrace.server.kinesis.monitoring;

import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DisableEnhancedMonitoring.html">DisableEnhancedMonitoring</a>
 */
public final class DisableEnhancedMonitoring implements Operation<DisableEnhancedMonitoring.Request, MonitoringChange> {

    private final ShardLevelMetrics metrics;

    public DisableEnhancedMonitoring(ShardLevelMetrics metrics) {
        this.metrics = metrics;
    }

    public record Request(
            @Length(min = 1, max = 7) List<MetricsName> shardLevelMetrics,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<MonitoringChange> handle(Request request, RequestContext context) {
        return metrics.change(request.streamName(), request.streamARN(), request.shardLevelMetrics(), Set::removeAll);
    }
}
