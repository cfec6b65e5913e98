package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * The stream is given so many shards: one a MiB/s, as many as scaling allows.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html">
 *     UpdateStreamWarmThroughput</a>
 */
public final class UpdateStreamWarmThroughput
        implements Operation<UpdateStreamWarmThroughput.Request, UpdateStreamWarmThroughput.Response> {

    private final StreamLookup streams;
    private final Catalog catalog;
    private final Arns arns;

    public UpdateStreamWarmThroughput(StreamLookup streams, Catalog catalog, Arns arns) {
        this.streams = streams;
        this.catalog = catalog;
        this.arns = arns;
    }

    public record Request(
            @Range(min = 0) Integer warmThroughputMiBps,
            Optional<StreamName> streamName,
            Optional<StreamArn> streamARN,
            Optional<StreamId> streamId) {}

    public record Response(String streamARN, StreamName streamName, Optional<WarmThroughput> warmThroughput) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        StreamName name = streams.name(request.streamName(), request.streamARN());
        return catalog.change(image -> decide(image, name, request.warmThroughputMiBps(), context.receivedAt()));
    }

    private Decision.Outcome<Response> decide(CatalogImage image, StreamName name, int warm, Instant time) {
        StreamImage stream = streams.in(image, name);
        StreamFact fact = stream.fact();
        WarmThroughput.check(image, fact.mode(), time);
        streams.requireActive(fact);
        StreamFact changed = fact.withWarmThroughputMiBps(OptionalInt.of(warm));
        return Decision.Outcome.of(
                new Response(
                        arns.ofStream(name),
                        name,
                        WarmThroughput.of(changed, stream.openShards().size())),
                changed);
    }
}
