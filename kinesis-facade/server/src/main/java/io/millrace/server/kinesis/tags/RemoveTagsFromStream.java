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
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keys that the stream does not have are passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html">RemoveTagsFromStream</a>
 */
public final class RemoveTagsFromStream implements Operation<RemoveTagsFromStream.Request, Empty> {

    private final StreamLookup streams;
    private final Catalog catalog;

    public RemoveTagsFromStream(StreamLookup streams, Catalog catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    public record Request(
            @Length(min = 1, max = 50) List<TagKey> tagKeys,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = streams.name(request.streamName(), request.streamARN());
        return catalog.change(image -> decide(image, name, request.tagKeys()));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, StreamName name, List<TagKey> keys) {
        StreamFact stream = streams.in(image, name).fact();
        streams.requireReady(stream);
        return Decision.Outcome.of(new Empty(), stream.withTags(Tags.without(stream.tags(), keys)));
    }
}
