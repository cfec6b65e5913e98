package io.millrace.server.kinesis.encryption;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.Arns;
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
 * Refuses every key: there is no key ring, and nothing is said to be encrypted that is not.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html">StartStreamEncryption</a>
 */
public final class StartStreamEncryption implements Operation<StartStreamEncryption.Request, Empty> {

    private final StreamLookup streams;
    private final Arns arns;

    public StartStreamEncryption(StreamLookup streams, Arns arns) {
        this.streams = streams;
        this.arns = arns;
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
        throw new UnknownKey(arns).of(request.keyId()).asException();
    }
}
