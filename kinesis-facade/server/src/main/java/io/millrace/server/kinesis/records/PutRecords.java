package io.millrace.server.kinesis.records;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.shape.HashKeyText;
import io.millrace.server.kinesis.shape.PartitionKey;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Each record succeeds or fails by itself; the answer lists them in the order of the request.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
public final class PutRecords implements Operation<PutRecords.Request, PutRecords.Response> {

    private static final String THROTTLED = "ProvisionedThroughputExceededException";
    private static final String FAILED = "InternalFailure";

    private final StreamLookup streams;
    private final ShardAppends appends;
    private final PutMeter meter;

    public PutRecords(StreamLookup streams, ShardAppends appends, StreamMetrics metrics) {
        this.streams = streams;
        this.appends = appends;
        this.meter = new PutMeter(metrics, WriteOperation.PUT_RECORDS);
    }

    public record Request(
            @Length(min = 1, max = 500) List<Entry> records,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Entry(
            PartitionKey partitionKey,
            Optional<HashKeyText> explicitHashKey,
            @Length(max = 10485760) byte[] data) {}

    public record Response(int failedRecordCount, List<Result> records) {}

    public record Result(
            Optional<String> shardId,
            Optional<String> sequenceNumber,
            Optional<String> errorCode,
            Optional<String> errorMessage) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        long begun = System.nanoTime();
        StreamImage stream = streams.findReady(streams.name(request.streamName(), request.streamARN()));
        List<Put> puts = toPuts(request.records(), stream);
        return appends.append(stream, puts)
                .thenApplyAsync(
                        outcomes -> {
                            meter.count(stream.fact().name(), puts, outcomes, begun);
                            return toResponse(outcomes);
                        },
                        context.executor());
    }

    private static List<Put> toPuts(List<Entry> entries, StreamImage stream) {
        List<Put> puts = new ArrayList<>(entries.size());
        long total = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            byte[] partitionKey = entry.partitionKey().value().getBytes(StandardCharsets.UTF_8);
            RecordSizes.check(stream.fact(), "records." + (i + 1) + ".member.data", entry.data().length);
            total += partitionKey.length + entry.data().length;
            puts.add(new Put(
                    HashKeys.of(entry.explicitHashKey(), partitionKey),
                    partitionKey,
                    entry.data(),
                    entry.explicitHashKey().map(HashKeyText::value)));
        }
        if (total > RecordSizes.MAX_REQUEST_BYTES) {
            throw AwsError.invalidArgument("Records size exceeds " + RecordSizes.MAX_REQUEST_BYTES + " bytes")
                    .asException();
        }
        return puts;
    }

    private static Response toResponse(List<PutOutcome> outcomes) {
        if (outcomes.stream().allMatch(PutRecords::isUnavailable)) {
            // Of single records the service cannot say so, and of the request SDKs try again.
            throw ((PutOutcome.Failed) outcomes.get(0)).error().asException();
        }
        List<Result> results = new ArrayList<>(outcomes.size());
        int failed = 0;
        for (PutOutcome outcome : outcomes) {
            if (outcome instanceof PutOutcome.Appended appended) {
                results.add(new Result(
                        Optional.of(appended.shard().id().toString()),
                        Optional.of(appended.sequenceNumber()),
                        Optional.empty(),
                        Optional.empty()));
            } else {
                failed++;
                results.add(toResult(((PutOutcome.Failed) outcome).error()));
            }
        }
        return new Response(failed, results);
    }

    private static boolean isUnavailable(PutOutcome outcome) {
        return outcome instanceof PutOutcome.Failed failed && failed.error().status() == AwsError.UNAVAILABLE;
    }

    /** The service knows two reasons why one record of a request failed. */
    private static Result toResult(AwsError error) {
        boolean throttled = error.code().equals(THROTTLED);
        return new Result(
                Optional.empty(),
                Optional.empty(),
                Optional.of(throttled ? THROTTLED : FAILED),
                Optional.of(error.message()));
    }
}
