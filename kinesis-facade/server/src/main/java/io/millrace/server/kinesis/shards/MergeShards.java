package io.millrace.server.kinesis.shards;

import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a> */
public final class MergeShards implements Operation<MergeShards.Request, Empty> {

    private final Catalog catalog;
    private final Reshards reshards;

    public MergeShards(Catalog catalog, Reshards reshards) {
        this.catalog = catalog;
        this.reshards = reshards;
    }

    public record Request(
            ShardIdText shardToMerge,
            ShardIdText adjacentShardToMerge,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = reshards.streams().name(request.streamName(), request.streamARN());
        return catalog.change(image -> decide(image, name, request, context.receivedAt()));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, StreamName name, Request request, Instant time) {
        StreamImage stream = reshards.stream(image, name);
        Shard shard = reshards.shard(stream, request.shardToMerge());
        Shard adjacent = reshards.shard(stream, request.adjacentShardToMerge());
        // The service takes them in the order of their hash keys alone.
        if (!shard.range().endsJustBefore(adjacent.range())) {
            throw AwsError.invalidArgument("Shards " + shard.id() + " and " + adjacent.id() + " in stream " + name
                            + " under account " + reshards.arns().accountId()
                            + " are not an adjacent pair of shards eligible for merging")
                    .asException();
        }
        return reshards.begin(stream, new ReshardGoal.Merge(shard.id(), adjacent.id()), time, new Empty());
    }
}
