package io.millrace.server.kinesis.policies;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html">GetResourcePolicy</a>
 */
public final class GetResourcePolicy implements Operation<GetResourcePolicy.Request, GetResourcePolicy.Response> {

    /** So the service says that there is none. */
    private static final String NO_POLICY = "{}";

    private final ResourceLookup resources;
    private final Catalog catalog;

    public GetResourcePolicy(ResourceLookup resources, Catalog catalog) {
        this.resources = resources;
        this.catalog = catalog;
    }

    public record Request(ResourceArn resourceARN, Optional<StreamId> streamId) {}

    public record Response(String policy) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return CompletableFuture.completedFuture(new Response(
                resources.in(catalog.image(), request.resourceARN()).policy().orElse(NO_POLICY)));
    }
}
