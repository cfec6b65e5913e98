package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a> */
public final class DescribeLimits implements Operation<DescribeLimits.Request, DescribeLimits.Response> {

    private final Catalog catalog;
    private final AccountQuotas quotas;

    public DescribeLimits(Catalog catalog, AccountQuotas quotas) {
        this.catalog = catalog;
        this.quotas = quotas;
    }

    public record Request() {}

    public record Response(int shardLimit, int openShardCount, int onDemandStreamCount, int onDemandStreamCountLimit) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        CatalogImage image = catalog.image();
        return CompletableFuture.completedFuture(new Response(
                quotas.shardLimit(),
                Math.toIntExact(ShardLimits.provisionedShards(image)),
                Math.toIntExact(ShardLimits.onDemandStreams(image)),
                quotas.onDemandStreamLimit()));
    }
}
