package io.millrace.server.kinesis.tags;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The tags of a stream or a consumer, in the order of their keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
 */
public final class ListTagsForResource implements Operation<ListTagsForResource.Request, ListTagsForResource.Response> {

    private final ResourceLookup resources;
    private final Catalog catalog;

    public ListTagsForResource(ResourceLookup resources, Catalog catalog) {
        this.resources = resources;
        this.catalog = catalog;
    }

    public record Request(ResourceArn resourceARN, Optional<StreamId> streamId) {}

    public record Response(List<Tag> tags) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return CompletableFuture.completedFuture(new Response(
                Tag.of(resources.in(catalog.image(), request.resourceARN()).tags())));
    }
}
