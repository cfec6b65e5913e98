package io.millrace.server.firehose.tags;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.firehose.shape.TagKey;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Keys that the delivery stream does not have are passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_UntagDeliveryStream.html">UntagDeliveryStream</a>
 */
public final class UntagDeliveryStream implements Operation<UntagDeliveryStream.Request, UntagDeliveryStream.Response> {

    private final DeliveryStreamLookup streams;
    private final Catalog catalog;

    public UntagDeliveryStream(DeliveryStreamLookup streams, Catalog catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            @Length(min = 1, max = 50) List<TagKey> tagKeys) {}

    public record Response() {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return catalog.change(image -> {
            DeliveryStreamFact stream = streams.activeIn(image, request.deliveryStreamName());
            SortedMap<String, String> rest = new TreeMap<>(stream.tags());
            request.tagKeys().forEach(key -> rest.remove(key.value()));
            return Decision.Outcome.of(new Response(), stream.withTags(rest));
        });
    }
}
