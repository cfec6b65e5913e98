package io.millrace.server.firehose.records;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryEncryption;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecord.html">PutRecord</a> */
public final class PutRecord implements Operation<PutRecord.Request, PutRecord.Response> {

    private final DirectPutStream streams;
    private final DirectPuts puts;

    public PutRecord(DirectPutStream streams, DirectPuts puts) {
        this.streams = streams;
        this.puts = puts;
    }

    public record Request(DeliveryStreamName deliveryStreamName, Entry record) {}

    /** What the service calls a Record. */
    public record Entry(@Length(max = 1024000) byte[] data) {}

    public record Response(String recordId, boolean encrypted) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        DeliveryStreamFact stream = streams.find(request.deliveryStreamName());
        boolean encrypted = stream.encryption() == DeliveryEncryption.ENABLED;
        return puts.put(stream, streams.source(stream), List.of(request.record().data()))
                .thenApplyAsync(outcomes -> toResponse(outcomes.get(0), encrypted), context.executor());
    }

    private static Response toResponse(PutOutcome outcome, boolean encrypted) {
        if (outcome instanceof PutOutcome.Taken taken) {
            return new Response(taken.recordId(), encrypted);
        }
        throw ((PutOutcome.Failed) outcome).modelled().asException();
    }
}
