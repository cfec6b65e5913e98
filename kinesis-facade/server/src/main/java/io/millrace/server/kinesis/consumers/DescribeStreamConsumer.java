package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html">
 *     DescribeStreamConsumer</a>
 */
public final class DescribeStreamConsumer
        implements Operation<DescribeStreamConsumer.Request, DescribeStreamConsumer.Response> {

    private final ConsumerLookup consumers;
    private final Catalog catalog;
    private final Arns arns;

    public DescribeStreamConsumer(ConsumerLookup consumers, Catalog catalog, Arns arns) {
        this.consumers = consumers;
        this.catalog = catalog;
        this.arns = arns;
    }

    public record Request(
            Optional<StreamArn> streamARN,
            Optional<ConsumerName> consumerName,
            Optional<ConsumerArn> consumerARN,
            Optional<StreamId> streamId) {}

    public record Response(ConsumerDescription consumerDescription) {}

    public record ConsumerDescription(
            String consumerName,
            String consumerARN,
            ConsumerStatus consumerStatus,
            Instant consumerCreationTimestamp,
            String streamARN) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        ConsumerLookup.Named named =
                consumers.named(request.streamARN(), request.consumerName(), request.consumerARN());
        ConsumerFact consumer = consumers.in(catalog.image(), named);
        return CompletableFuture.completedFuture(new Response(new ConsumerDescription(
                consumer.name(),
                arns.ofConsumer(consumer),
                consumer.status(),
                consumer.createdAt(),
                arns.ofStream(consumer.stream()))));
    }
}
