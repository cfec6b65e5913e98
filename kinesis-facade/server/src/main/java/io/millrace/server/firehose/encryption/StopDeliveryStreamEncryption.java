package io.millrace.server.firehose.encryption;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryEncryption;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_StopDeliveryStreamEncryption.html">StopDeliveryStreamEncryption</a> */
public final class StopDeliveryStreamEncryption
        implements Operation<StopDeliveryStreamEncryption.Request, StopDeliveryStreamEncryption.Response> {

    private final DeliveryStreamLookup streams;
    private final Catalog catalog;

    public StopDeliveryStreamEncryption(DeliveryStreamLookup streams, Catalog catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    public record Request(DeliveryStreamName deliveryStreamName) {}

    public record Response() {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return catalog.change(image -> {
            DeliveryStreamFact stream = streams.activeIn(image, request.deliveryStreamName());
            EncryptionInput.requireDirectPut(stream);
            return Decision.Outcome.of(new Response(), stream.withEncryption(DeliveryEncryption.DISABLED));
        });
    }
}
