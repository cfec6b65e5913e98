package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.shape.ShardIteratorText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.kinesis.token.ShardIterator;
import io.millrace.server.kinesis.token.ShardIterators;
import io.millrace.server.limits.ReadLimit;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a> */
public final class GetRecords implements Operation<GetRecords.Request, GetRecords.Response> {

    private static final int MAX_RECORDS = 10_000;

    private final StreamLookup streams;
    private final ShardReads reads;
    private final ShardIterators iterators;
    private final ReadLimit limit;
    private final StreamMetrics metrics;
    private final Clock clock;

    public GetRecords(
            StreamLookup streams,
            ShardReads reads,
            ShardIterators iterators,
            ReadLimit limit,
            StreamMetrics metrics,
            Clock clock) {
        this.streams = streams;
        this.reads = reads;
        this.iterators = iterators;
        this.limit = limit;
        this.metrics = metrics;
        this.clock = clock;
    }

    public record Request(
            @Range(min = 1, max = MAX_RECORDS) Optional<Integer> limit,
            ShardIteratorText shardIterator,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    /** At the end of a closed shard there is no next iterator, and the children are named. */
    public record Response(
            List<Record> records,
            Optional<String> nextShardIterator,
            long millisBehindLatest,
            Optional<List<ChildShard>> childShards) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        long begun = System.nanoTime();
        ShardIterator iterator = iterators.read(request.shardIterator());
        StreamImage stream = streams.findReady(streams.name(Optional.of(iterator.stream()), request.streamARN()));
        Shard shard = stream.visibleShard(iterator.shard())
                .filter(found -> stream.fact().incarnation().equals(iterator.incarnation()))
                .orElseThrow(() -> streams.notFound(iterator.stream()));
        limit.tryRead(iterator.stream(), iterator.incarnation(), shard.id()).ifPresent(error -> {
            metrics.readThrottled(iterator.stream(), 1);
            error.raise();
        });
        return reads.read(
                        stream,
                        shard,
                        iterator.offset(),
                        request.limit().orElse(MAX_RECORDS),
                        RecordSizes.MAX_REQUEST_BYTES,
                        context.memory())
                .thenApply(page -> {
                    metrics.outgoing(
                            iterator.stream(),
                            page.records().size(),
                            page.bytes(),
                            page.millisBehindLatest(),
                            Duration.ofNanos(System.nanoTime() - begun));
                    return toResponse(iterator, page);
                });
    }

    private Response toResponse(ShardIterator iterator, ShardReads.Page page) {
        limit.read(iterator.stream(), iterator.incarnation(), iterator.shard(), page.bytes());
        if (page.ended()) {
            StreamImage now = streams.find(iterator.stream());
            return new Response(page.records(), Optional.empty(), 0, Optional.of(ChildShard.of(now, iterator.shard())));
        }
        String next = iterators.write(iterator.at(page.nextOffset(), clock.instant()));
        return new Response(page.records(), Optional.of(next), page.millisBehindLatest(), Optional.empty());
    }
}
