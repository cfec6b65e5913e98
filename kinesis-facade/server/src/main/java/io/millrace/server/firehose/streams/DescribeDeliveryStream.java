package io.millrace.server.firehose.streams;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.firehose.shape.DestinationId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_DescribeDeliveryStream.html">DescribeDeliveryStream</a> */
public final class DescribeDeliveryStream
        implements Operation<DescribeDeliveryStream.Request, DescribeDeliveryStream.Response> {

    private final DeliveryStreamLookup streams;
    private final DeliveryStreamArns arns;

    public DescribeDeliveryStream(DeliveryStreamLookup streams, DeliveryStreamArns arns) {
        this.streams = streams;
        this.arns = arns;
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            @Range(min = 1, max = 10000) Optional<Integer> limit,
            Optional<DestinationId> exclusiveStartDestinationId) {}

    public record Response(DeliveryStreamDescription deliveryStreamDescription) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        DeliveryStreamFact stream = streams.find(request.deliveryStreamName());
        return CompletableFuture.completedFuture(new Response(DeliveryStreamDescription.of(
                stream,
                arns.of(stream.name()),
                request.exclusiveStartDestinationId().map(DestinationId::value).orElse(""))));
    }
}
