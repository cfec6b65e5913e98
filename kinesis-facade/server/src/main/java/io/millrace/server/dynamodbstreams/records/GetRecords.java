package io.millrace.server.dynamodbstreams.records;

import io.millrace.server.dynamodbstreams.shape.ShardIteratorText;
import io.millrace.server.dynamodbstreams.streams.TableStreams;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html">GetRecords</a> */
public final class GetRecords implements Operation<GetRecords.Request, GetRecords.Response> {

    private static final int MOST = 1_000;

    private final TableStreams streams;
    private final ChangeReads reads;
    private final ChangeIterators iterators;

    public GetRecords(TableStreams streams, ChangeReads reads, ChangeIterators iterators) {
        this.streams = streams;
        this.reads = reads;
        this.iterators = iterators;
    }

    public record Request(
            ShardIteratorText shardIterator,
            @Range(min = 1, max = MOST) Optional<Integer> limit) {}

    /** There is always a next iterator: no shard ends. */
    public record Response(List<EncodedChange> records, String nextShardIterator) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        ChangeIterator iterator = iterators.read(request.shardIterator());
        return streams.findRecent(iterator.stream())
                .thenCompose(stream -> reads.read(
                        stream,
                        iterator.partition(),
                        iterator.offset(),
                        request.limit().orElse(MOST),
                        context))
                .thenApply(page -> new Response(page.changes(), iterators.write(iterator.at(page.nextOffset()))));
    }
}
