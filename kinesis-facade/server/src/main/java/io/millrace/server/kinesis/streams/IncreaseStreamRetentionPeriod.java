package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Records that are past retention already stay unreadable.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html">
 *     IncreaseStreamRetentionPeriod</a>
 */
public final class IncreaseStreamRetentionPeriod implements Operation<IncreaseStreamRetentionPeriod.Request, Empty> {

    private final StreamLookup streams;
    private final SettingChange settings;
    private final Clock clock;

    public IncreaseStreamRetentionPeriod(StreamLookup streams, SettingChange settings, Clock clock) {
        this.streams = streams;
        this.settings = settings;
        this.clock = clock;
    }

    public record Request(
            Integer retentionPeriodHours,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = streams.name(request.streamName(), request.streamARN());
        int hours = request.retentionPeriodHours();
        return settings.carryOut(name, TopicSetting.RETENTION, stream -> changed(stream, hours))
                .thenCompose(done -> Empty.done());
    }

    private StreamFact changed(StreamFact stream, int hours) {
        RetentionHours.check(hours);
        if (hours < stream.retention().hours()) {
            throw AwsError.invalidArgument("Requested retention period (" + hours + " hours) for stream "
                            + stream.name() + " can not be shorter than existing retention period ("
                            + stream.retention().hours() + " hours). Use DecreaseRetentionPeriod API.")
                    .asException();
        }
        streams.requireActive(stream);
        return stream.withRetention(stream.retention().changedTo(hours, clock.instant()));
    }
}
