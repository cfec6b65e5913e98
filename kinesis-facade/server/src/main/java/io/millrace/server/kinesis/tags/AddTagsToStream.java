package io.millrace.server.kinesis.tags;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Tags;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html">AddTagsToStream</a>
 */
public final class AddTagsToStream implements Operation<AddTagsToStream.Request, Empty> {

    private final StreamLookup streams;
    private final Catalog catalog;

    public AddTagsToStream(StreamLookup streams, Catalog catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    public record Request(
            @Length(min = 1, max = 200) Map<TagKey, TagValue> tags,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = streams.name(request.streamName(), request.streamARN());
        return catalog.change(image -> decide(image, name, request.tags()));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, StreamName name, Map<TagKey, TagValue> tags) {
        StreamFact stream = streams.in(image, name).fact();
        streams.requireReady(stream);
        return Decision.Outcome.of(new Empty(), stream.withTags(Tags.merged(stream.tags(), tags, "stream", name)));
    }
}
