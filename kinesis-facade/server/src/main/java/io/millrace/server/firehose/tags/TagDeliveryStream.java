package io.millrace.server.firehose.tags;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_TagDeliveryStream.html">TagDeliveryStream</a> */
public final class TagDeliveryStream implements Operation<TagDeliveryStream.Request, TagDeliveryStream.Response> {

    private final DeliveryStreamLookup streams;
    private final Catalog catalog;

    public TagDeliveryStream(DeliveryStreamLookup streams, Catalog catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            @Length(min = 1, max = 50) List<Tag> tags) {}

    public record Response() {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return catalog.change(image -> {
            DeliveryStreamFact stream = streams.activeIn(image, request.deliveryStreamName());
            return Decision.Outcome.of(new Response(), stream.withTags(Tags.merged(stream.tags(), request.tags())));
        });
    }
}
