package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.Tag;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class CreateStreamIT extends OnFacade {

    CreateStreamIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aStreamBecomesActiveWithItsShardsOverTheWholeHashRange() {
        try (FacadeStream stream = facade.stream(3)) {
            assertThat(stream.summary().openShardCount()).isEqualTo(3);
            assertThat(stream.summary().streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
            assertThat(stream.summary().retentionPeriodHours()).isEqualTo(24);
            List<Shard> shards = stream.shards();
            assertThat(shards.get(0).hashKeyRange().startingHashKey()).isEqualTo("0");
            assertThat(shards.get(2).hashKeyRange().endingHashKey())
                    .isEqualTo(BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString());
            for (int i = 1; i < 3; i++) {
                assertThat(new BigInteger(shards.get(i).hashKeyRange().startingHashKey()))
                        .isEqualTo(
                                new BigInteger(shards.get(i - 1).hashKeyRange().endingHashKey()).add(BigInteger.ONE));
            }
        }
    }

    @Test
    void anOnDemandStreamHasShardsOfTheServicesChoice() {
        try (FacadeStream stream = facade.stream(r -> r.streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)))) {
            assertThat(stream.summary().streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
            assertThat(stream.summary().openShardCount()).isEqualTo(4);
        }
    }

    @Test
    void tagsAndTheMaximumRecordSizeAreSetAtOnce() {
        try (FacadeStream stream =
                facade.stream(r -> r.shardCount(1).tags(Map.of("team", "river")).maxRecordSizeInKiB(2048))) {
            assertThat(kinesis.listTagsForStream(r -> r.streamName(stream.name()))
                            .tags())
                    .containsExactly(Tag.builder().key("team").value("river").build());
            assertThat(stream.summary().maxRecordSizeInKiB()).isEqualTo(2048);
        }
    }

    @Test
    void aNameThatIsTakenIsInUse() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ResourceInUseException.class,
                            () -> kinesis.createStream(
                                    r -> r.streamName(stream.name()).shardCount(1)))
                    .hasMessageContaining("already exists");
        }
    }

    @Test
    void moreShardsThanTheAccountMayHaveExceedALimit() {
        refused(
                        LimitExceededException.class,
                        () -> kinesis.createStream(
                                r -> r.streamName("too-many-shards").shardCount(1_000_000)))
                .hasMessageContaining("shard limit");
    }

    @Test
    void aNameThatNoTopicCanHaveIsAnInvalidArgument() {
        refused(
                InvalidArgumentException.class,
                () -> kinesis.createStream(r -> r.streamName("..").shardCount(1)));
    }

    @Test
    void whatBreaksTheModelIsAValidationErrorWithAllViolations() {
        refused(
                        ValidationException.class,
                        () -> kinesis.createStream(r -> r.streamName("a b").shardCount(0)))
                .hasMessageContaining("2 validation errors detected")
                .hasMessageContaining("'shardCount'")
                .hasMessageContaining("'streamName'");
        refused(ValidationException.class, () -> kinesis.createStream(r -> r.streamName("no-shard-count")));
    }
}
