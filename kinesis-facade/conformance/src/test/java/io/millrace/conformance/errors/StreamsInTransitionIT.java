package io.millrace.conformance.errors;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.Refusals.refused;
import static io.millrace.conformance.errors.StreamWithoutTopic.ARN;
import static io.millrace.conformance.errors.StreamWithoutTopic.NAME;

import io.millrace.conformance.RunningFacade;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/** A stream that is being made or changed takes no change. */
class StreamsInTransitionIT extends OwnFacade {

    private static final String NOT_ACTIVE = "Stream .. under account 000000000000 not ACTIVE, instead in state ";

    StreamsInTransitionIT(RunningFacade shared) {
        super(shared.another(Map.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATING", "UPDATING"})
    void itsSettingsStay(StreamStatus status) {
        StreamWithoutTopic.write(facade, StreamMode.PROVISIONED, status);

        refused(
                        "IncreaseStreamRetentionPeriod",
                        ResourceInUseException.class,
                        () -> kinesis.increaseStreamRetentionPeriod(
                                r -> r.streamName(NAME).retentionPeriodHours(48)))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "DecreaseStreamRetentionPeriod",
                        ResourceInUseException.class,
                        () -> kinesis.decreaseStreamRetentionPeriod(
                                r -> r.streamName(NAME).retentionPeriodHours(24)))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "UpdateMaxRecordSize",
                        ResourceInUseException.class,
                        () -> kinesis.updateMaxRecordSize(r -> r.streamARN(ARN).maxRecordSizeInKiB(2048)))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "UpdateStreamMode",
                        ResourceInUseException.class,
                        () -> kinesis.updateStreamMode(
                                r -> r.streamARN(ARN).streamModeDetails(d -> d.streamMode("ON_DEMAND"))))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "EnableEnhancedMonitoring",
                        ResourceInUseException.class,
                        () -> kinesis.enableEnhancedMonitoring(
                                r -> r.streamName(NAME).shardLevelMetrics(MetricsName.ALL)))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "DisableEnhancedMonitoring",
                        ResourceInUseException.class,
                        () -> kinesis.disableEnhancedMonitoring(
                                r -> r.streamName(NAME).shardLevelMetrics(MetricsName.ALL)))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "StartStreamEncryption",
                        ResourceInUseException.class,
                        () -> kinesis.startStreamEncryption(r -> r.streamName(NAME)
                                .encryptionType(EncryptionType.KMS)
                                .keyId("alias/aws/kinesis")))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "StopStreamEncryption",
                        ResourceInUseException.class,
                        () -> kinesis.stopStreamEncryption(r -> r.streamName(NAME)
                                .encryptionType(EncryptionType.KMS)
                                .keyId("alias/aws/kinesis")))
                .hasMessageContaining(NOT_ACTIVE + status);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATING", "UPDATING"})
    void itsShardsStay(StreamStatus status) {
        StreamWithoutTopic.write(facade, StreamMode.PROVISIONED, status);

        refused(
                        "SplitShard",
                        ResourceInUseException.class,
                        () -> kinesis.splitShard(
                                r -> r.streamName(NAME).shardToSplit(shardId(0)).newStartingHashKey("1000")))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "MergeShards",
                        ResourceInUseException.class,
                        () -> kinesis.mergeShards(
                                r -> r.streamName(NAME).shardToMerge(shardId(0)).adjacentShardToMerge(shardId(1))))
                .hasMessageContaining(NOT_ACTIVE + status);
        refused(
                        "UpdateShardCount",
                        ResourceInUseException.class,
                        () -> kinesis.updateShardCount(
                                r -> r.streamName(NAME).targetShardCount(4).scalingType(ScalingType.UNIFORM_SCALING)))
                .hasMessageContaining(NOT_ACTIVE + status);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATING", "UPDATING"})
    void itsWarmThroughputStays(StreamStatus status) {
        kinesis.updateAccountSettings(r -> r.minimumThroughputBillingCommitment(
                c -> c.status(MinimumThroughputBillingCommitmentInputStatus.ENABLED)));
        StreamWithoutTopic.write(facade, StreamMode.ON_DEMAND, status);

        refused(
                        "UpdateStreamWarmThroughput",
                        ResourceInUseException.class,
                        () -> kinesis.updateStreamWarmThroughput(
                                r -> r.streamName(NAME).warmThroughputMiBps(10)))
                .hasMessageContaining(NOT_ACTIVE + status);
    }

    @Test
    void whileItIsMadeItIsOutOfReach() {
        StreamWithoutTopic.write(facade, StreamMode.PROVISIONED, StreamStatus.CREATING);
        String notActive = NOT_ACTIVE + StreamStatus.CREATING;

        refused(
                        "AddTagsToStream",
                        ResourceInUseException.class,
                        () -> kinesis.addTagsToStream(r -> r.streamName(NAME).tags(Map.of("a", "1"))))
                .hasMessageContaining(notActive);
        refused(
                        "RemoveTagsFromStream",
                        ResourceInUseException.class,
                        () -> kinesis.removeTagsFromStream(
                                r -> r.streamName(NAME).tagKeys("a")))
                .hasMessageContaining(notActive);
        refused(
                        "TagResource",
                        ResourceInUseException.class,
                        () -> kinesis.tagResource(r -> r.resourceARN(ARN).tags(Map.of("a", "1"))))
                .hasMessageContaining(notActive);
        refused(
                        "UntagResource",
                        ResourceInUseException.class,
                        () -> kinesis.untagResource(r -> r.resourceARN(ARN).tagKeys("a")))
                .hasMessageContaining(notActive);
        refused(
                        "PutResourcePolicy",
                        ResourceInUseException.class,
                        () -> kinesis.putResourcePolicy(r -> r.resourceARN(ARN).policy("{}")))
                .hasMessageContaining(notActive);
        refused(
                        "DeleteResourcePolicy",
                        ResourceInUseException.class,
                        () -> kinesis.deleteResourcePolicy(r -> r.resourceARN(ARN)))
                .hasMessageContaining(notActive);
        refused(
                        "RegisterStreamConsumer",
                        ResourceInUseException.class,
                        () -> kinesis.registerStreamConsumer(
                                r -> r.streamARN(ARN).consumerName("reader")))
                .hasMessageContaining(notActive);
        refused("ListShards", ResourceInUseException.class, () -> kinesis.listShards(r -> r.streamName(NAME)))
                .hasMessageContaining(notActive);
    }
}
