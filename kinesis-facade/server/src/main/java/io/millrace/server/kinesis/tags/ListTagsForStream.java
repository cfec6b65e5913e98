package io.millrace.server.kinesis.tags;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.streams.StreamLookup;
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
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html">ListTagsForStream</a>
 */
public final class ListTagsForStream implements Operation<ListTagsForStream.Request, ListTagsForStream.Response> {

    private static final int MAX_TAGS = 50;

    private final StreamLookup streams;

    public ListTagsForStream(StreamLookup streams) {
        this.streams = streams;
    }

    public record Request(
            @Range(min = 1, max = MAX_TAGS) Optional<Integer> limit,
            Optional<TagKey> exclusiveStartTagKey,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Response(List<Tag> tags, boolean hasMoreTags) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        StreamFact stream =
                streams.find(request.streamName(), request.streamARN()).fact();
        String after = request.exclusiveStartTagKey().map(TagKey::value).orElse("");
        List<Tag> rest = Tag.of(stream.tags()).stream()
                .filter(tag -> tag.key().compareTo(after) > 0)
                .toList();
        int count = Math.min(rest.size(), request.limit().orElse(MAX_TAGS));
        return CompletableFuture.completedFuture(new Response(rest.subList(0, count), count < rest.size()));
    }
}
