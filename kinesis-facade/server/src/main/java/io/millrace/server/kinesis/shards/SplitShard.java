package io.millrace.server.kinesis.shards;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.shape.HashKeyText;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.ShardLimits;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a> */
public final class SplitShard implements Operation<SplitShard.Request, Empty> {

    private final Catalog catalog;
    private final Reshards reshards;
    private final ShardLimits limits;

    public SplitShard(Catalog catalog, Reshards reshards, ShardLimits limits) {
        this.catalog = catalog;
        this.reshards = reshards;
        this.limits = limits;
    }

    public record Request(
            HashKeyText newStartingHashKey,
            Optional<StreamName> streamName,
            ShardIdText shardToSplit,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = reshards.streams().name(request.streamName(), request.streamARN());
        return catalog.change(image -> decide(image, name, request, context.receivedAt()));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, StreamName name, Request request, Instant time) {
        StreamImage stream = reshards.stream(image, name);
        Shard shard = reshards.shard(stream, request.shardToSplit());
        limits.check(image, stream.fact().mode(), 1);
        HashKey newStart = HashKey.parse(request.newStartingHashKey().value())
                .filter(key -> isInside(shard, key))
                .orElseThrow(() -> outside(name, shard, request.newStartingHashKey()));
        return reshards.begin(stream, new ReshardGoal.Split(shard.id(), newStart), time, new Empty());
    }

    /** Stricter than it need be, as the service is: no child may have a single hash key. */
    private static boolean isInside(Shard shard, HashKey key) {
        HashKey start = shard.range().start();
        HashKey end = shard.range().end();
        return key.compareTo(start) > 0 && key.previous().compareTo(start) > 0 && key.compareTo(end) < 0;
    }

    private AwsException outside(StreamName stream, Shard shard, HashKeyText key) {
        return AwsError.invalidArgument("NewStartingHashKey " + key + " used in SplitShard() on shard " + shard.id()
                        + " in stream " + stream + " under account "
                        + reshards.arns().accountId()
                        + " is not both greater than one plus the shard's StartingHashKey "
                        + shard.range().start() + " and less than the shard's EndingHashKey "
                        + shard.range().end() + ".")
                .asException();
    }
}
