package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html">
 *     UpdateMaxRecordSize</a>
 */
public final class UpdateMaxRecordSize implements Operation<UpdateMaxRecordSize.Request, Empty> {

    private final StreamLookup streams;
    private final SettingChange settings;

    public UpdateMaxRecordSize(StreamLookup streams, SettingChange settings) {
        this.streams = streams;
        this.settings = settings;
    }

    public record Request(
            @Range(min = 1024, max = 10240) Integer maxRecordSizeInKiB,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = streams.name(Optional.empty(), request.streamARN());
        return settings.carryOut(
                        name, TopicSetting.MAX_RECORD_SIZE, stream -> changed(stream, request.maxRecordSizeInKiB()))
                .thenCompose(done -> Empty.done());
    }

    private StreamFact changed(StreamFact stream, int maxRecordSizeInKiB) {
        streams.requireActive(stream);
        return stream.withMaxRecordSizeInKiB(maxRecordSizeInKiB);
    }
}
