package io.millrace.server.kinesis.streams;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html">DescribeStream</a> */
public final class DescribeStream implements Operation<DescribeStream.Request, DescribeStream.Response> {

    private static final int MAX_SHARDS = 100;

    private final StreamLookup streams;
    private final Arns arns;

    public DescribeStream(StreamLookup streams, Arns arns) {
        this.streams = streams;
        this.arns = arns;
    }

    public record Request(
            @Range(min = 1, max = 10000) Optional<Integer> limit,
            Optional<ShardIdText> exclusiveStartShardId,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Response(StreamDescription streamDescription) {}

    /** KeyId is left out: no stream is encrypted by the service. */
    public record StreamDescription(
            StreamName streamName,
            String streamARN,
            StreamStatus streamStatus,
            StreamModeDetails streamModeDetails,
            List<ShardDescription> shards,
            boolean hasMoreShards,
            int retentionPeriodHours,
            Instant streamCreationTimestamp,
            List<EnhancedMetrics> enhancedMonitoring,
            EncryptionType encryptionType) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        StreamImage stream = streams.find(request.streamName(), request.streamARN());
        StreamFact fact = stream.fact();
        Optional<ShardId> after = request.exclusiveStartShardId().map(id -> streams.shardId(id, fact.name()));
        List<Shard> rest = stream.visibleShards().stream()
                .filter(shard -> after.isEmpty() || shard.id().compareTo(after.get()) > 0)
                .toList();
        int limit = Math.min(request.limit().orElse(MAX_SHARDS), MAX_SHARDS);
        return CompletableFuture.completedFuture(new Response(new StreamDescription(
                fact.name(),
                arns.ofStream(fact.name()),
                fact.status(),
                new StreamModeDetails(fact.mode()),
                rest.stream().limit(limit).map(ShardDescription::of).toList(),
                rest.size() > limit,
                fact.retention().hours(),
                fact.createdAt(),
                EnhancedMetrics.of(fact),
                EncryptionType.NONE)));
    }
}
