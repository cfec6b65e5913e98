package io.millrace.server.kinesis.monitoring;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DisableEnhancedMonitoring.html">DisableEnhancedMonitoring</a>
 */
public final class DisableEnhancedMonitoring implements Operation<DisableEnhancedMonitoring.Request, MonitoringChange> {

    private final StreamLookup streams;
    private final Catalog catalog;
    private final Arns arns;

    public DisableEnhancedMonitoring(StreamLookup streams, Catalog catalog, Arns arns) {
        this.streams = streams;
        this.catalog = catalog;
        this.arns = arns;
    }

    public record Request(
            @Length(min = 1, max = 7) List<MetricsName> shardLevelMetrics,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<MonitoringChange> handle(Request request, RequestContext context) {
        StreamName name = streams.name(request.streamName(), request.streamARN());
        return catalog.change(image -> decide(image, name, request.shardLevelMetrics()));
    }

    private Decision.Outcome<MonitoringChange> decide(CatalogImage image, StreamName name, List<MetricsName> metrics) {
        StreamFact before = streams.in(image, name).fact();
        streams.requireActive(before);
        SortedSet<String> desired = new TreeSet<>(before.shardLevelMetrics());
        desired.removeAll(MetricsName.expanded(metrics));
        StreamFact after = before.withShardLevelMetrics(desired);
        return Decision.Outcome.of(MonitoringChange.of(before, after, arns), after);
    }
}
