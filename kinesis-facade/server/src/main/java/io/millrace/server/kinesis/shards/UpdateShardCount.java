package io.millrace.server.kinesis.shards;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.ShardLimits;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a> */
public final class UpdateShardCount implements Operation<UpdateShardCount.Request, UpdateShardCount.Response> {

    private static final int MAX_SHARDS_OF_A_STREAM = 10_000;

    private final Catalog catalog;
    private final Reshards reshards;
    private final ShardLimits limits;

    public UpdateShardCount(Catalog catalog, Reshards reshards, ShardLimits limits) {
        this.catalog = catalog;
        this.reshards = reshards;
        this.limits = limits;
    }

    public enum ScalingType {
        UNIFORM_SCALING
    }

    public record Request(
            ScalingType scalingType,
            Optional<StreamName> streamName,
            @Range(min = 1) Integer targetShardCount,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Response(StreamName streamName, int currentShardCount, int targetShardCount, String streamARN) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        StreamName name = reshards.streams().name(request.streamName(), request.streamARN());
        return catalog.change(image -> decide(image, name, request.targetShardCount(), context.receivedAt()));
    }

    private Decision.Outcome<Response> decide(CatalogImage image, StreamName name, int target, Instant time) {
        StreamImage stream = reshards.stream(image, name);
        reshards.streams().requireActive(stream.fact());
        int current = stream.openShards().size();
        if (target > MAX_SHARDS_OF_A_STREAM) {
            throw beyond(
                    "Target shard count or number of open shards cannot be greater than " + MAX_SHARDS_OF_A_STREAM
                            + ".",
                    current,
                    target);
        }
        if (target > 2 * current) {
            throw beyond(
                    "UpdateShardCount cannot scale up over double your current open shard count.", current, target);
        }
        if (2 * target < current) {
            throw beyond(
                    "UpdateShardCount cannot scale down below half your current open shard count.", current, target);
        }
        if (target > current) {
            limits.check(image, stream.fact().mode(), target - current);
        }
        Response response = new Response(name, current, target, reshards.arns().ofStream(name));
        return reshards.begin(stream, new ReshardGoal.ShardCount(target), time, response);
    }

    private static AwsException beyond(String what, int current, int target) {
        return AwsError.limitExceeded(
                        what + " Current open shard count: " + current + ", Target shard count: " + target)
                .asException();
    }
}
