package io.millrace.server.firehose.records;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryEncryption;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Each record succeeds or fails by itself; the answer lists them in the order of the request.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 */
public final class PutRecordBatch implements Operation<PutRecordBatch.Request, PutRecordBatch.Response> {

    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final String FAILED = "InternalFailure";

    private final DirectPutStream streams;
    private final DirectPuts puts;

    public PutRecordBatch(DirectPutStream streams, DirectPuts puts) {
        this.streams = streams;
        this.puts = puts;
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            @Length(min = 1, max = 500) List<PutRecord.Entry> records) {}

    public record Response(int failedPutCount, boolean encrypted, List<Result> requestResponses) {}

    public record Result(Optional<String> recordId, Optional<String> errorCode, Optional<String> errorMessage) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        DeliveryStreamFact stream = streams.find(request.deliveryStreamName());
        DeliverySource.DirectPut source = streams.source(stream);
        List<byte[]> records =
                request.records().stream().map(PutRecord.Entry::data).toList();
        if (records.stream().mapToLong(data -> data.length).sum() > MAX_BYTES) {
            throw AwsError.invalidArgument("Records size exceeds 4 MB limit").asException();
        }
        boolean encrypted = stream.encryption() == DeliveryEncryption.ENABLED;
        return puts.put(stream, source, records)
                .thenApplyAsync(outcomes -> toResponse(outcomes, encrypted), context.executor());
    }

    private static Response toResponse(List<PutOutcome> outcomes, boolean encrypted) {
        if (outcomes.stream().allMatch(PutRecordBatch::isUnavailable)) {
            // Of the whole request SDKs try again by themselves.
            throw ((PutOutcome.Failed) outcomes.get(0)).modelled().asException();
        }
        List<Result> results = outcomes.stream().map(PutRecordBatch::toResult).toList();
        int failed = (int)
                outcomes.stream().filter(PutOutcome.Failed.class::isInstance).count();
        return new Response(failed, encrypted, results);
    }

    private static boolean isUnavailable(PutOutcome outcome) {
        return outcome instanceof PutOutcome.Failed failed && failed.error().status() == AwsError.UNAVAILABLE;
    }

    private static Result toResult(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Taken taken) {
            return new Result(Optional.of(taken.recordId()), Optional.empty(), Optional.empty());
        }
        PutOutcome.Failed failed = (PutOutcome.Failed) outcome;
        return new Result(
                Optional.empty(),
                Optional.of(isUnavailable(failed) ? failed.modelled().code() : FAILED),
                Optional.of(failed.error().message()));
    }
}
