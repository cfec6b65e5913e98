package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Writes down that the consumer is to go; its subscriptions end at once, and a moment later it is gone.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeregisterStreamConsumer.html">
 *     DeregisterStreamConsumer</a>
 */
public final class DeregisterStreamConsumer implements Operation<DeregisterStreamConsumer.Request, Empty> {

    private final ConsumerLookup consumers;
    private final Catalog catalog;

    public DeregisterStreamConsumer(ConsumerLookup consumers, Catalog catalog) {
        this.consumers = consumers;
        this.catalog = catalog;
    }

    public record Request(
            Optional<StreamArn> streamARN,
            Optional<ConsumerName> consumerName,
            Optional<ConsumerArn> consumerARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        ConsumerLookup.Named named =
                consumers.named(request.streamARN(), request.consumerName(), request.consumerARN());
        return catalog.change(image -> decide(image, named));
    }

    Decision.Outcome<Empty> decide(CatalogImage image, ConsumerLookup.Named named) {
        ConsumerFact consumer = consumers.in(image, named);
        return consumer.status() == ConsumerStatus.DELETING
                ? Decision.Outcome.unchanged(new Empty())
                : Decision.Outcome.of(new Empty(), consumer.withStatus(ConsumerStatus.DELETING));
    }
}
