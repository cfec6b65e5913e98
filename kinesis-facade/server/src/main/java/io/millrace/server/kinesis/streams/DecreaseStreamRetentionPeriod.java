package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.RetentionChange.Direction;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Records that are past retention now stay so when it grows again.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html">
 *     DecreaseStreamRetentionPeriod</a>
 */
public final class DecreaseStreamRetentionPeriod implements Operation<DecreaseStreamRetentionPeriod.Request, Empty> {

    private final RetentionChange retention;

    public DecreaseStreamRetentionPeriod(RetentionChange retention) {
        this.retention = retention;
    }

    public record Request(
            Integer retentionPeriodHours,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        return retention.carryOut(
                request.streamName(), request.streamARN(), request.retentionPeriodHours(), Direction.DECREASE);
    }
}
