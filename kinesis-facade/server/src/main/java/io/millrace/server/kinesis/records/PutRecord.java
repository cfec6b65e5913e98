package io.millrace.server.kinesis.records;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.shape.HashKeyText;
import io.millrace.server.kinesis.shape.PartitionKey;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.metrics.WriteOperation;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a> */
public final class PutRecord implements Operation<PutRecord.Request, PutRecord.Response> {

    private final StreamLookup streams;
    private final ShardAppends appends;
    private final PutMeter meter;

    public PutRecord(StreamLookup streams, ShardAppends appends, StreamMetrics metrics) {
        this.streams = streams;
        this.appends = appends;
        this.meter = new PutMeter(metrics, WriteOperation.PUT_RECORD);
    }

    public record Request(
            Optional<SequenceNumberText> sequenceNumberForOrdering,
            PartitionKey partitionKey,
            Optional<HashKeyText> explicitHashKey,
            @Length(max = 10485760) byte[] data,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Response(String shardId, String sequenceNumber) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        long begun = System.nanoTime();
        StreamImage stream = streams.findReady(streams.name(request.streamName(), request.streamARN()));
        byte[] partitionKey = request.partitionKey().value().getBytes(StandardCharsets.UTF_8);
        RecordSizes.check(stream.fact(), "data", request.data().length);
        request.sequenceNumberForOrdering().ifPresent(PutRecord::check);
        Put put = new Put(
                HashKeys.of(request.explicitHashKey(), partitionKey),
                partitionKey,
                request.data(),
                request.explicitHashKey().map(HashKeyText::value));
        List<Put> puts = List.of(put);
        return appends.append(stream, puts)
                .thenApplyAsync(
                        outcomes -> {
                            meter.count(stream.fact().name(), puts, outcomes, begun);
                            return toResponse(outcomes.get(0));
                        },
                        context.executor());
    }

    /**
     * One producer and one partition keep the order of a partition key without it: a number that was acknowledged before is
     * always below the next one. It is checked, because programs are told so.
     */
    private static void check(SequenceNumberText number) {
        if (SequenceNumber.parse(number.value()).isEmpty()) {
            throw AwsError.invalidArgument(
                            "ExclusiveMinimumSequenceNumber " + number + " used in PutRecord is not valid.")
                    .asException();
        }
    }

    private static Response toResponse(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Appended appended) {
            return new Response(appended.shard().id().toString(), appended.sequenceNumber());
        }
        throw ((PutOutcome.Failed) outcome).error().asException();
    }
}
