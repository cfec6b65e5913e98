package io.millrace.server.kinesis.account;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeAccountSettings.html">DescribeAccountSettings</a>
 */
public final class DescribeAccountSettings
        implements Operation<DescribeAccountSettings.Request, DescribeAccountSettings.Response> {

    private final Catalog catalog;
    private final Clock clock;

    public DescribeAccountSettings(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    public record Request() {}

    public record Response(MinimumThroughputBillingCommitment minimumThroughputBillingCommitment) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return CompletableFuture.completedFuture(new Response(
                MinimumThroughputBillingCommitment.of(catalog.image().account().billingCommitment(), clock.instant())));
    }
}
