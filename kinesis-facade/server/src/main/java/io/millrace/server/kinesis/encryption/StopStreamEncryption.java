package io.millrace.server.kinesis.encryption;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.shape.KeyId;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.EncryptionType;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What it asks for is so already, whatever the key: no stream is encrypted. Deployment tools call it to be sure.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StopStreamEncryption.html">StopStreamEncryption</a>
 */
public final class StopStreamEncryption implements Operation<StopStreamEncryption.Request, Empty> {

    private final StreamLookup streams;

    public StopStreamEncryption(StreamLookup streams) {
        this.streams = streams;
    }

    public record Request(
            EncryptionType encryptionType,
            KeyId keyId,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamFact stream =
                streams.find(request.streamName(), request.streamARN()).fact();
        Kms.require(request.encryptionType());
        streams.requireActive(stream);
        return Empty.done();
    }
}
