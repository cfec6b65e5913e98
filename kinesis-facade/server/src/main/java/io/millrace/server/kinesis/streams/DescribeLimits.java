package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a> */
public final class DescribeLimits implements Operation<DescribeLimits.Request, DescribeLimits.Response> {

    private final Catalog catalog;
    private final StreamSettings settings;

    public DescribeLimits(Catalog catalog, StreamSettings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    public record Request() {}

    public record Response(int shardLimit, int openShardCount, int onDemandStreamCount, int onDemandStreamCountLimit) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        CatalogImage image = catalog.image();
        long onDemand = image.streams().values().stream()
                .filter(stream -> stream.fact().mode() == StreamMode.ON_DEMAND)
                .count();
        return CompletableFuture.completedFuture(new Response(
                settings.shardLimit(),
                Math.toIntExact(ShardLimits.provisionedShards(image)),
                Math.toIntExact(onDemand),
                settings.onDemandStreamLimit()));
    }
}
