package io.millrace.server.firehose.tags;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.firehose.shape.TagKey;
import io.millrace.server.firehose.shape.TagValue;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tags in the order of their keys.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_ListTagsForDeliveryStream.html">ListTagsForDeliveryStream</a>
 */
public final class ListTagsForDeliveryStream
        implements Operation<ListTagsForDeliveryStream.Request, ListTagsForDeliveryStream.Response> {

    private static final int MAX_TAGS = 50;

    private final DeliveryStreamLookup streams;

    public ListTagsForDeliveryStream(DeliveryStreamLookup streams) {
        this.streams = streams;
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            Optional<TagKey> exclusiveStartTagKey,
            @Range(min = 1, max = MAX_TAGS) Optional<Integer> limit) {}

    public record Response(List<Tag> tags, boolean hasMoreTags) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        String after = request.exclusiveStartTagKey().map(TagKey::value).orElse("");
        List<Tag> rest = streams.find(request.deliveryStreamName()).tags().entrySet().stream()
                .filter(tag -> tag.getKey().compareTo(after) > 0)
                .map(tag -> new Tag(new TagKey(tag.getKey()), Optional.of(new TagValue(tag.getValue()))))
                .toList();
        int count = Math.min(rest.size(), request.limit().orElse(MAX_TAGS));
        return CompletableFuture.completedFuture(new Response(rest.subList(0, count), count < rest.size()));
    }
}
