package io.millrace.server.kinesis.tags;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ResourceFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Tags;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * Adds tags to a stream or a consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html">TagResource</a>
 */
public final class TagResource implements Operation<TagResource.Request, Empty> {

    private final ResourceLookup resources;
    private final Catalog catalog;

    public TagResource(ResourceLookup resources, Catalog catalog) {
        this.resources = resources;
        this.catalog = catalog;
    }

    public record Request(
            @Length(min = 1, max = 200) Map<TagKey, TagValue> tags,
            ResourceArn resourceARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        return catalog.change(image -> decide(image, request));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, Request request) {
        ResourceFact resource = resources.taggableIn(image, request.resourceARN());
        SortedMap<String, String> tags = resource instanceof ConsumerFact consumer
                ? Tags.merged(consumer.tags(), request.tags(), "consumer", consumer.name())
                : Tags.merged(resource.tags(), request.tags(), "stream", ((StreamFact) resource).name());
        return Decision.Outcome.of(new Empty(), resource.withTags(tags));
    }
}
