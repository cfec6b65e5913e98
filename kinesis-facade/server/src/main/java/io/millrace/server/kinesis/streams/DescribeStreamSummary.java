package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html">
 *     DescribeStreamSummary</a>
 */
public final class DescribeStreamSummary
        implements Operation<DescribeStreamSummary.Request, DescribeStreamSummary.Response> {

    private final StreamLookup streams;
    private final Arns arns;

    public DescribeStreamSummary(StreamLookup streams, Arns arns) {
        this.streams = streams;
        this.arns = arns;
    }

    public record Request(
            Optional<StreamName> streamName, Optional<StreamArn> streamARN, Optional<StreamId> streamId) {}

    public record Response(StreamDescriptionSummary streamDescriptionSummary) {}

    /** The service's stream id is left out: it is reserved for future use. */
    public record StreamDescriptionSummary(
            StreamName streamName,
            String streamARN,
            StreamStatus streamStatus,
            StreamModeDetails streamModeDetails,
            int retentionPeriodHours,
            Instant streamCreationTimestamp,
            List<EnhancedMetrics> enhancedMonitoring,
            EncryptionType encryptionType,
            int openShardCount,
            int consumerCount,
            Optional<WarmThroughput> warmThroughput,
            int maxRecordSizeInKiB) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        StreamImage stream = streams.find(request.streamName(), request.streamARN());
        StreamFact fact = stream.fact();
        return CompletableFuture.completedFuture(new Response(new StreamDescriptionSummary(
                fact.name(),
                arns.ofStream(fact.name()),
                fact.status(),
                new StreamModeDetails(fact.mode()),
                fact.retention().hours(),
                fact.createdAt(),
                EnhancedMetrics.of(fact),
                EncryptionType.NONE,
                stream.openShards().size(),
                stream.consumers().size(),
                WarmThroughput.of(fact, stream.openShards().size()),
                fact.maxRecordSizeInKiB())));
    }
}
