package io.millrace.server.firehose.streams;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.firehose.lookup.DeliveryStreamType;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Names in alphabetical order.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_ListDeliveryStreams.html">ListDeliveryStreams</a>
 */
public final class ListDeliveryStreams implements Operation<ListDeliveryStreams.Request, ListDeliveryStreams.Response> {

    private static final int DEFAULT_LIMIT = 10;

    private final Catalog catalog;

    public ListDeliveryStreams(Catalog catalog) {
        this.catalog = catalog;
    }

    public record Request(
            @Range(min = 1, max = 10000) Optional<Integer> limit,
            Optional<DeliveryStreamType> deliveryStreamType,
            Optional<DeliveryStreamName> exclusiveStartDeliveryStreamName) {}

    public record Response(List<DeliveryStreamName> deliveryStreamNames, boolean hasMoreDeliveryStreams) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        NavigableMap<DeliveryStreamName, DeliveryStreamFact> all =
                catalog.image().deliveryStreams();
        List<DeliveryStreamName> rest =
                request
                        .exclusiveStartDeliveryStreamName()
                        .map(name -> all.tailMap(name, false))
                        .orElse(all)
                        .values()
                        .stream()
                        .filter(stream -> request.deliveryStreamType()
                                .map(DeliveryStreamType.of(stream.source())::equals)
                                .orElse(true))
                        .map(DeliveryStreamFact::name)
                        .toList();
        int count = Math.min(rest.size(), request.limit().orElse(DEFAULT_LIMIT));
        return CompletableFuture.completedFuture(new Response(rest.subList(0, count), count < rest.size()));
    }
}
