package io.millrace.server.kinesis.tags;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ResourceFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Tags;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes tags from a stream or a consumer; keys that it does not have are passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html">UntagResource</a>
 */
public final class UntagResource implements Operation<UntagResource.Request, Empty> {

    private final ResourceLookup resources;
    private final Catalog catalog;

    public UntagResource(ResourceLookup resources, Catalog catalog) {
        this.resources = resources;
        this.catalog = catalog;
    }

    public record Request(
            @Length(min = 1, max = 50) List<TagKey> tagKeys, ResourceArn resourceARN, Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        return catalog.change(image -> decide(image, request));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, Request request) {
        ResourceFact resource = resources.taggableIn(image, request.resourceARN());
        return Decision.Outcome.of(new Empty(), resource.withTags(Tags.without(resource.tags(), request.tagKeys())));
    }
}
