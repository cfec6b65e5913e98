package io.millrace.server.kinesis.shards;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.ShardDescription;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a> */
public final class ListShards implements Operation<ListShards.Request, ListShards.Response> {

    private static final int MAX_RESULTS = 1000;

    private final StreamLookup streams;
    private final PagingTokens tokens;
    private final Clock clock;

    public ListShards(StreamLookup streams, PagingTokens tokens, Clock clock) {
        this.streams = streams;
        this.tokens = tokens;
        this.clock = clock;
    }

    public record Request(
            @Range(min = 1, max = 10000) Optional<Integer> maxResults,
            Optional<ShardIdText> exclusiveStartShardId,
            Optional<StreamName> streamName,
            Optional<NextToken> nextToken,
            Optional<Instant> streamCreationTimestamp,
            Optional<ShardFilter> shardFilter,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Response(List<ShardDescription> shards, Optional<String> nextToken) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        ShardPage page = request.nextToken().isPresent() ? nextPage(request) : firstPage(request);
        StreamImage stream = streams.findListable(page.stream());
        if (!stream.fact().incarnation().equals(page.incarnation())) {
            throw streams.notFound(page.stream());
        }
        List<Shard> rest = page.rest(stream, clock.instant());
        int limit = Math.min(request.maxResults().orElse(MAX_RESULTS), MAX_RESULTS);
        List<Shard> listed = rest.subList(0, Math.min(limit, rest.size()));
        Optional<String> next = rest.size() > limit
                ? Optional.of(page.goingOnAfter(listed.get(limit - 1).id()).toToken(tokens))
                : Optional.empty();
        return CompletableFuture.completedFuture(
                new Response(listed.stream().map(ShardDescription::of).toList(), next));
    }

    private ShardPage nextPage(Request request) {
        refuseBesideToken("StreamName", request.streamName());
        refuseBesideToken("StreamARN", request.streamARN());
        refuseBesideToken("StreamCreationTimestamp", request.streamCreationTimestamp());
        refuseBesideToken("ExclusiveStartShardId", request.exclusiveStartShardId());
        refuseBesideToken("ShardFilter", request.shardFilter());
        return ShardPage.read(request.nextToken().orElseThrow(), tokens);
    }

    private static void refuseBesideToken(String member, Optional<?> given) {
        if (given.isPresent()) {
            throw AwsError.invalidArgument("NextToken and " + member + " cannot be provided together.")
                    .asException();
        }
    }

    private ShardPage firstPage(Request request) {
        if (request.streamName().isEmpty() && request.streamARN().isEmpty()) {
            throw AwsError.invalidArgument("Either NextToken or StreamName should be provided.")
                    .asException();
        }
        StreamImage stream = streams.find(request.streamName(), request.streamARN());
        StreamName name = stream.fact().name();
        streams.requireCreatedAt(request.streamCreationTimestamp(), stream.fact());
        ShardSelection selection =
                request.shardFilter().map(filter -> selection(filter, name)).orElse(ShardSelection.DEFAULT);
        Optional<ShardId> after = request.exclusiveStartShardId().map(id -> streams.shardId(id, name));
        return new ShardPage(name, stream.fact().incarnation(), selection, after);
    }

    private ShardSelection selection(ShardFilter filter, StreamName name) {
        return new ShardSelection(
                filter.type(), filter.shardId().map(id -> streams.shardId(id, name)), filter.timestamp());
    }
}
