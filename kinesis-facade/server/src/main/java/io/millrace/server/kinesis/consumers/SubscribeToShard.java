package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.limits.SubscriptionLimit;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.EventStream;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Pushes a shard's records to a consumer. What is wrong with the request is answered before the stream begins.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
public final class SubscribeToShard implements Operation<SubscribeToShard.Request, EventStream> {

    private final StreamLookup streams;
    private final ConsumerLookup consumers;
    private final Catalog catalog;
    private final Positions positions;
    private final Subscriptions subscriptions;
    private final SubscriptionLimit limit;

    public SubscribeToShard(
            StreamLookup streams,
            ConsumerLookup consumers,
            Catalog catalog,
            Positions positions,
            Subscriptions subscriptions,
            SubscriptionLimit limit) {
        this.streams = streams;
        this.consumers = consumers;
        this.catalog = catalog;
        this.positions = positions;
        this.subscriptions = subscriptions;
        this.limit = limit;
    }

    public record Request(
            ConsumerArn consumerARN,
            Optional<StreamId> streamId,
            ShardIdText shardId,
            StartingPosition startingPosition) {}

    @Override
    public CompletionStage<EventStream> handle(Request request, RequestContext context) {
        ConsumerLookup.Named named = consumers.named(request.consumerARN());
        StreamImage stream = streams.findReady(named.stream());
        ConsumerFact consumer = consumers.in(catalog.image(), named);
        if (consumer.status() != ConsumerStatus.ACTIVE) {
            throw consumers.notActive(consumer);
        }
        Shard shard = streams.shard(stream, request.shardId());
        limit.tryCall(consumer, shard.id()).ifPresent(AwsError::raise);
        StartingPosition from = request.startingPosition();
        return positions
                .resolve(stream, shard, from.type(), from.sequenceNumber(), from.timestamp())
                .thenCompose(offset -> subscriptions.begin(consumer, shard.id(), offset))
                .thenApply(EventStream::new);
    }
}
