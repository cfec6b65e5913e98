package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html">UpdateStreamMode</a> */
public final class UpdateStreamMode implements Operation<UpdateStreamMode.Request, Empty> {

    private final StreamLookup streams;
    private final Catalog catalog;
    private final ShardLimits limits;

    public UpdateStreamMode(StreamLookup streams, Catalog catalog, ShardLimits limits) {
        this.streams = streams;
        this.catalog = catalog;
        this.limits = limits;
    }

    public record Request(
            StreamModeDetails streamModeDetails,
            StreamArn streamARN,
            @Range(min = 0) Optional<Integer> warmThroughputMiBps,
            Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        StreamName name = streams.name(Optional.empty(), Optional.of(request.streamARN()));
        StreamMode mode = request.streamModeDetails().streamMode();
        OptionalInt warm = request.warmThroughputMiBps().map(OptionalInt::of).orElse(OptionalInt.empty());
        return catalog.change(image -> decide(image, name, mode, warm, context.receivedAt()));
    }

    private Decision.Outcome<Empty> decide(
            CatalogImage image, StreamName name, StreamMode mode, OptionalInt warm, Instant time) {
        StreamImage stream = streams.in(image, name);
        StreamFact fact = stream.fact();
        if (warm.isPresent()) {
            WarmThroughput.check(image, mode, time);
        }
        streams.requireActive(fact);
        if (fact.mode() == mode) {
            return warm.isPresent()
                    ? Decision.Outcome.of(new Empty(), fact.withWarmThroughputMiBps(warm))
                    : Decision.Outcome.unchanged(new Empty());
        }
        // Its shards stay, and count for the account's limit from now on, or no more.
        limits.check(image, mode, stream.openShards().size());
        return Decision.Outcome.of(new Empty(), fact.withMode(mode).withWarmThroughputMiBps(warm));
    }
}
