package io.millrace.conformance.errors;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.Refusals.refused;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.LimitedFacade;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** How often operations may be called under the service's limits. A call counts, whatever becomes of it. */
@ExtendWith(FacadeExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallRatesIT {

    private static final int MORE_THAN_OTHER_RATES = 21;

    /** Its own: no test beside this one may give a fresh allowance. */
    private final LimitedFacade facade;

    private final KinesisClient kinesis;

    CallRatesIT(RunningFacade shared) {
        this.facade = LimitedFacade.beside(shared);
        this.kinesis = facade.kinesis();
    }

    @AfterAll
    void stop() throws Exception {
        facade.close();
    }

    @Test
    void ofStreams() {
        String name = facade.stream(1).name();

        refused(
                "CreateStream",
                LimitExceededException.class,
                tooOften(() -> kinesis.createStream(r -> r.streamName(name).shardCount(1))));
        refused(
                "DeleteStream",
                LimitExceededException.class,
                tooOften(() -> kinesis.deleteStream(r -> r.streamName("nowhere"))));
        refused(
                "DescribeStream",
                LimitExceededException.class,
                tooOften(() -> kinesis.describeStream(r -> r.streamName(name))));
        refused(
                "DescribeStreamSummary",
                LimitExceededException.class,
                tooOften(() -> kinesis.describeStreamSummary(r -> r.streamName(name))));
        refused("ListStreams", LimitExceededException.class, tooOften(() -> kinesis.listStreams()));
    }

    @Test
    void ofTheAccount() {
        refused("DescribeLimits", LimitExceededException.class, tooOften(() -> kinesis.describeLimits()));
        refused(
                "DescribeAccountSettings",
                LimitExceededException.class,
                tooOften(() -> kinesis.describeAccountSettings(r -> {})));
        refused(
                "UpdateAccountSettings",
                LimitExceededException.class,
                tooOften(() -> kinesis.updateAccountSettings(r -> r.minimumThroughputBillingCommitment(
                        c -> c.status(MinimumThroughputBillingCommitmentInputStatus.DISABLED)))));
    }

    @Test
    void ofAStreamsSettings() {
        FacadeStream stream = facade.stream(1);
        String name = stream.name();

        refused(
                "IncreaseStreamRetentionPeriod",
                LimitExceededException.class,
                tooOften(() -> kinesis.increaseStreamRetentionPeriod(
                        r -> r.streamName(name).retentionPeriodHours(1))));
        refused(
                "DecreaseStreamRetentionPeriod",
                LimitExceededException.class,
                tooOften(() -> kinesis.decreaseStreamRetentionPeriod(
                        r -> r.streamName(name).retentionPeriodHours(1))));
        refused(
                "EnableEnhancedMonitoring",
                LimitExceededException.class,
                tooOften(() ->
                        kinesis.enableEnhancedMonitoring(r -> r.streamName(name).shardLevelMetrics(MetricsName.ALL))));
        refused(
                "DisableEnhancedMonitoring",
                LimitExceededException.class,
                tooOften(() -> kinesis.disableEnhancedMonitoring(
                        r -> r.streamName(name).shardLevelMetrics(MetricsName.ALL))));
        refused(
                "UpdateStreamWarmThroughput",
                LimitExceededException.class,
                tooOften(() -> kinesis.updateStreamWarmThroughput(
                        r -> r.streamName(name).warmThroughputMiBps(1))));
        refused(
                "UpdateStreamMode",
                LimitExceededException.class,
                tooOften(() -> kinesis.updateStreamMode(
                        r -> r.streamARN(stream.arn()).streamModeDetails(d -> d.streamMode("PROVISIONED")))));
    }

    @Test
    void ofShards() {
        String name = facade.stream(1).name();

        // The one rate that is high: side by side, a thousand calls take no long; no more at once than the client has
        // connections.
        for (int call = 0; call < 1000; call += 50) {
            Stream.generate(() -> facade.asyncKinesis().listShards(r -> r.streamName(name)))
                    .limit(50)
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        refused(
                "ListShards",
                LimitExceededException.class,
                tooOften(() -> kinesis.listShards(r -> r.streamName(name))));
        refused(
                "SplitShard",
                LimitExceededException.class,
                tooOften(() -> kinesis.splitShard(
                        r -> r.streamName(name).shardToSplit(shardId(7)).newStartingHashKey("1"))));
        refused(
                "MergeShards",
                LimitExceededException.class,
                tooOften(() -> kinesis.mergeShards(
                        r -> r.streamName(name).shardToMerge(shardId(7)).adjacentShardToMerge(shardId(8)))));
    }

    @Test
    void ofConsumers() {
        FacadeStream stream = facade.stream(1);
        String arn = stream.arn();
        String consumer = stream.consumer("reader");

        refused(
                "RegisterStreamConsumer",
                LimitExceededException.class,
                tooOften(() ->
                        kinesis.registerStreamConsumer(r -> r.streamARN(arn).consumerName("reader"))));
        refused(
                "DeregisterStreamConsumer",
                LimitExceededException.class,
                tooOften(() ->
                        kinesis.deregisterStreamConsumer(r -> r.streamARN(arn).consumerName("nobody"))));
        refused(
                "DescribeStreamConsumer",
                LimitExceededException.class,
                tooOften(() -> kinesis.describeStreamConsumer(r -> r.consumerARN(consumer))));
        refused(
                "ListStreamConsumers",
                LimitExceededException.class,
                tooOften(() -> kinesis.listStreamConsumers(r -> r.streamARN(arn))));
    }

    @Test
    void ofSubscriptions() {
        String consumer = facade.stream(1).consumer("reader");

        // Without a sequence number none of them begins.
        refused(
                "SubscribeToShard",
                LimitExceededException.class,
                tooOften(() -> facade.asyncKinesis()
                        .subscribeToShard(
                                r -> r.consumerARN(consumer)
                                        .shardId(shardId(0))
                                        .startingPosition(p -> p.type(ShardIteratorType.AT_SEQUENCE_NUMBER)),
                                SubscribeToShardResponseHandler.builder()
                                        .subscriber(event -> {})
                                        .build())
                        .join()));
    }

    @Test
    void ofTags() {
        FacadeStream stream = facade.stream(1);
        String name = stream.name();
        String arn = stream.arn();

        refused(
                "AddTagsToStream",
                LimitExceededException.class,
                tooOften(() -> kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("a", "1")))));
        refused(
                "RemoveTagsFromStream",
                LimitExceededException.class,
                tooOften(() ->
                        kinesis.removeTagsFromStream(r -> r.streamName(name).tagKeys("a"))));
        refused(
                "ListTagsForStream",
                LimitExceededException.class,
                tooOften(() -> kinesis.listTagsForStream(r -> r.streamName(name))));
        refused(
                "TagResource",
                LimitExceededException.class,
                tooOften(() -> kinesis.tagResource(r -> r.resourceARN(arn).tags(Map.of("a", "1")))));
        refused(
                "UntagResource",
                LimitExceededException.class,
                tooOften(() -> kinesis.untagResource(r -> r.resourceARN(arn).tagKeys("a"))));
        refused(
                "ListTagsForResource",
                LimitExceededException.class,
                tooOften(() -> kinesis.listTagsForResource(r -> r.resourceARN(arn))));
    }

    @Test
    void ofPolicies() {
        String arn = facade.stream(1).arn();

        refused(
                "PutResourcePolicy",
                LimitExceededException.class,
                tooOften(() -> kinesis.putResourcePolicy(r -> r.resourceARN(arn).policy("{}"))));
        refused(
                "GetResourcePolicy",
                LimitExceededException.class,
                tooOften(() -> kinesis.getResourcePolicy(r -> r.resourceARN(arn))));
        refused(
                "DeleteResourcePolicy",
                LimitExceededException.class,
                tooOften(() -> kinesis.deleteResourcePolicy(r -> r.resourceARN(arn))));
    }

    /** Calls until the rate is exceeded; what else the calls end with does not matter. */
    private static ThrowingCallable tooOften(ThrowingCallable call) {
        return () -> {
            for (int i = 0; i < MORE_THAN_OTHER_RATES; i++) {
                try {
                    call.call();
                } catch (Exception e) {
                    Throwable cause = e instanceof KinesisException ? e : e.getCause();
                    if (!(cause instanceof KinesisException error)
                            || error.awsErrorDetails().errorMessage().startsWith("Rate exceeded for ")) {
                        throw e;
                    }
                }
            }
        };
    }
}
