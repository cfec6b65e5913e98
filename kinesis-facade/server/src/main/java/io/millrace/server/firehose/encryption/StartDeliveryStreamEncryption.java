package io.millrace.server.firehose.encryption;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_StartDeliveryStreamEncryption.html">StartDeliveryStreamEncryption</a> */
public final class StartDeliveryStreamEncryption
        implements Operation<StartDeliveryStreamEncryption.Request, StartDeliveryStreamEncryption.Response> {

    private static final EncryptionInput DEFAULT =
            new EncryptionInput(Optional.empty(), EncryptionInput.KeyType.AWS_OWNED_CMK);

    private final DeliveryStreamLookup streams;
    private final Catalog catalog;

    public StartDeliveryStreamEncryption(DeliveryStreamLookup streams, Catalog catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            Optional<EncryptionInput> deliveryStreamEncryptionConfigurationInput) {}

    public record Response() {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return catalog.change(image -> {
            DeliveryStreamFact stream = streams.activeIn(image, request.deliveryStreamName());
            EncryptionInput input =
                    request.deliveryStreamEncryptionConfigurationInput().orElse(DEFAULT);
            return Decision.Outcome.of(new Response(), stream.withEncryption(input.granted(stream)));
        });
    }
}
