package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.kinesis.token.ShardIterator;
import io.millrace.server.kinesis.token.ShardIterators;
import io.millrace.server.limits.ReadLimit;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a> */
public final class GetShardIterator implements Operation<GetShardIterator.Request, GetShardIterator.Response> {

    private final StreamLookup streams;
    private final Positions positions;
    private final ShardIterators iterators;
    private final ReadLimit limit;
    private final Clock clock;

    public GetShardIterator(
            StreamLookup streams, Positions positions, ShardIterators iterators, ReadLimit limit, Clock clock) {
        this.streams = streams;
        this.positions = positions;
        this.iterators = iterators;
        this.limit = limit;
        this.clock = clock;
    }

    public record Request(
            ShardIdText shardId,
            Positions.Type shardIteratorType,
            Optional<SequenceNumberText> startingSequenceNumber,
            Optional<StreamName> streamName,
            Optional<Instant> timestamp,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Response(String shardIterator) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        StreamImage stream = streams.findReady(streams.name(request.streamName(), request.streamARN()));
        Shard shard = streams.shardToRead(stream, request.shardId());
        limit.tryIterator(stream.fact().name(), stream.fact().incarnation(), shard.id())
                .ifPresent(AwsError::raise);
        return positions
                .resolve(
                        stream,
                        shard,
                        request.shardIteratorType(),
                        request.startingSequenceNumber(),
                        request.timestamp())
                .thenApply(offset -> new Response(iterators.write(new ShardIterator(
                        stream.fact().name(), stream.fact().incarnation(), shard.id(), offset, clock.instant()))));
    }
}
