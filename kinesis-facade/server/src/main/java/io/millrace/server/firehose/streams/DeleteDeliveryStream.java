package io.millrace.server.firehose.streams;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.mapping.catalog.DeliveryStreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.connect.NoConnect;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Writes down that the delivery stream is to go; its connector and its topic are deleted while it is DELETING.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeleteDeliveryStream.html">DeleteDeliveryStream</a>
 */
public final class DeleteDeliveryStream
        implements Operation<DeleteDeliveryStream.Request, DeleteDeliveryStream.Response> {

    private final DeliveryStreamLookup streams;
    private final Catalog catalog;
    private final boolean connected;

    /** @param connected whether there is a Kafka Connect, which may hold the connector */
    public DeleteDeliveryStream(DeliveryStreamLookup streams, Catalog catalog, boolean connected) {
        this.streams = streams;
        this.catalog = catalog;
        this.connected = connected;
    }

    public record Request(DeliveryStreamName deliveryStreamName, Optional<Boolean> allowForceDelete) {}

    public record Response() {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        boolean force = request.allowForceDelete().orElse(false);
        return catalog.change(image -> decide(streams.in(image, request.deliveryStreamName()), force));
    }

    private Decision.Outcome<Response> decide(DeliveryStreamFact stream, boolean force) {
        if (stream.status() == DeliveryStreamStatus.CREATING && !force) {
            throw AwsError.resourceInUse("Firehose " + stream.name() + " cannot be deleted while it is CREATING.")
                    .asException();
        }
        if (!connected && !force) {
            throw AwsError.resourceInUse("Firehose " + stream.name() + " may have a connector. " + NoConnect.ADVICE
                            + " Or set AllowForceDelete, and the connector is left behind.")
                    .asException();
        }
        boolean alreadySo = stream.status() == DeliveryStreamStatus.DELETING && (stream.forced() || !force);
        return alreadySo
                ? Decision.Outcome.unchanged(new Response())
                : Decision.Outcome.of(new Response(), stream.deleting(force));
    }
}
