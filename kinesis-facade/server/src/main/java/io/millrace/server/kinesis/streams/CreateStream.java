package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.kafka.TopicRefusedException;
import io.millrace.server.kinesis.Tags;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Length;
import io.millrace.server.wire.Range;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes down that the stream is to be; the topic is made while it is CREATING.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
public final class CreateStream implements Operation<CreateStream.Request, Empty> {

    private final Catalog catalog;
    private final StreamTopics topics;
    private final ShardLimits limits;
    private final Incarnations incarnations;
    private final Clock clock;

    public CreateStream(
            Catalog catalog, StreamTopics topics, ShardLimits limits, Incarnations incarnations, Clock clock) {
        this.catalog = catalog;
        this.topics = topics;
        this.limits = limits;
        this.incarnations = incarnations;
        this.clock = clock;
    }

    public record Request(
            @Range(min = 1) Optional<Integer> shardCount,
            StreamName streamName,
            Optional<StreamModeDetails> streamModeDetails,
            @Length(min = 1, max = 200) Optional<Map<TagKey, TagValue>> tags,
            @Range(min = 0) Optional<Integer> warmThroughputMiBps,
            @Range(min = 1024, max = 10240) Optional<Integer> maxRecordSizeInKiB) {

        StreamMode mode() {
            return streamModeDetails.map(StreamModeDetails::streamMode).orElse(StreamMode.PROVISIONED);
        }
    }

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        TopicNames.require(request.streamName());
        int shardCount = shardCount(request);
        StreamFact stream = toFact(request, shardCount);
        // Asked for first: what Kafka refuses would stay in CREATING.
        return topics.canCreate(stream.name(), shardCount, stream.retention().duration(), stream.maxRecordSizeInKiB())
                .thenApply(free -> free ? Optional.<AwsError>empty() : Optional.of(topicExists(stream.name())))
                .exceptionallyCompose(CreateStream::refusal)
                .thenCompose(refusal ->
                        catalog.change(image -> decide(image, stream, shardCount, refusal, context.receivedAt())));
    }

    private static AwsError topicExists(StreamName name) {
        return AwsError.resourceInUse("There is a Kafka topic " + name
                + " that is not a stream. Make it one with 'millrace adopt', or choose another name.");
    }

    private static CompletionStage<Optional<AwsError>> refusal(Throwable e) {
        Throwable cause = Failures.cause(e);
        return cause instanceof TopicRefusedException
                ? CompletableFuture.completedStage(Optional.of(AwsError.resourceInUse(cause.getMessage())))
                : CompletableFuture.failedStage(e);
    }

    private int shardCount(Request request) {
        if (request.mode() == StreamMode.ON_DEMAND) {
            request.shardCount().ifPresent(count -> {
                throw AwsError.validation("ShardCount should not be specified in the request for on-demand streams.")
                        .asException();
            });
            return limits.quotas().defaultOnDemandShards();
        }
        return request.shardCount()
                .orElseThrow(() -> AwsError.validation("ShardCount should be specified for provisioned streams.")
                        .asException());
    }

    private StreamFact toFact(Request request, int shardCount) {
        StreamFact stream =
                StreamFact.creating(request.streamName(), incarnations.next(), clock.instant(), request.mode());
        return stream.withSharding(stream.sharding().towards(new ReshardGoal.ShardCount(shardCount)))
                .withMaxRecordSizeInKiB(request.maxRecordSizeInKiB().orElse(StreamFact.DEFAULT_MAX_RECORD_SIZE_IN_KIB))
                .withWarmThroughputMiBps(
                        request.warmThroughputMiBps().map(OptionalInt::of).orElse(OptionalInt.empty()))
                .withTags(Tags.merged(Map.of(), request.tags().orElse(Map.of()), "stream", request.streamName()));
    }

    private Decision.Outcome<Empty> decide(
            CatalogImage image, StreamFact stream, int shardCount, Optional<AwsError> refusal, Instant time) {
        if (image.stream(stream.name()).isPresent()) {
            throw AwsError.resourceInUse("Stream " + stream.name() + " under account "
                            + limits.arns().accountId() + " already exists.")
                    .asException();
        }
        TopicNames.requireNoCollision(image, stream.name());
        if (stream.warmThroughputMiBps().isPresent()) {
            WarmThroughput.check(image, stream.mode(), time);
        }
        limits.check(image, stream.mode(), shardCount);
        refusal.ifPresent(AwsError::raise);
        return Decision.Outcome.of(new Empty(), stream);
    }
}
