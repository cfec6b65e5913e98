package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Writes down that the stream is to go; the topic is deleted while it is DELETING.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html">DeleteStream</a>
 */
public final class DeleteStream implements Operation<DeleteStream.Request, Empty> {

    private final StreamLookup streams;
    private final Catalog catalog;

    public DeleteStream(StreamLookup streams, Catalog catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    public record Request(
            Optional<StreamName> streamName,
            Optional<Boolean> enforceConsumerDeletion,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = streams.name(request.streamName(), request.streamARN());
        boolean withConsumers = request.enforceConsumerDeletion().orElse(false);
        return catalog.change(image -> {
            StreamImage stream = streams.in(image, name);
            StreamFact fact = stream.fact();
            if (fact.status() == StreamStatus.DELETING) {
                return Decision.Outcome.unchanged(new Empty());
            }
            if (!stream.consumers().isEmpty() && !withConsumers) {
                throw AwsError.resourceInUse("Stream " + name + " has registered consumers. Deregister them, or set "
                                + "EnforceConsumerDeletion.")
                        .asException();
            }
            return Decision.Outcome.of(new Empty(), fact.withStatus(StreamStatus.DELETING));
        });
    }
}
