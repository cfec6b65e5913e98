package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class SplitShardIT extends OnFacade {

    SplitShardIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aShardIsSplitAtAHashKeyAndItsChildrenKnowIt() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.split(shardId(0), "1000");

            List<Shard> shards = stream.shards();
            assertThat(stream.shardIds()).containsExactly(shardId(0), shardId(1), shardId(2));
            assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber())
                    .isNotNull();
            assertThat(shards.get(1).hashKeyRange().endingHashKey()).isEqualTo("999");
            assertThat(shards.get(2).hashKeyRange().startingHashKey()).isEqualTo("1000");
            assertThat(shards.subList(1, 3)).allSatisfy(child -> {
                assertThat(child.parentShardId()).isEqualTo(shardId(0));
                assertThat(child.adjacentParentShardId()).isNull();
            });
            assertThat(stream.summary().openShardCount()).isEqualTo(2);
        }
    }

    @Test
    void aShardIsSplitOnce() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.split(shardId(0), "1000");

            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.splitShard(r ->
                            r.streamName(stream.name()).shardToSplit(shardId(0)).newStartingHashKey("2000")));
        }
    }

    @Test
    void theHashKeyLiesInsideTheShard() {
        try (FacadeStream stream = facade.stream(2)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.splitShard(r ->
                            r.streamName(stream.name()).shardToSplit(shardId(1)).newStartingHashKey("1000")));
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.splitShard(r ->
                            r.streamName(stream.name()).shardToSplit(shardId(0)).newStartingHashKey("0")));
        }
    }

    @Test
    void aShardThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ResourceNotFoundException.class,
                            () -> kinesis.splitShard(r -> r.streamName(stream.name())
                                    .shardToSplit(shardId(7))
                                    .newStartingHashKey("1000")))
                    .hasMessageContaining(shardId(7));
        }
    }

    @Test
    void anOnDemandStreamIsNotSplitByHand() {
        try (FacadeStream stream = facade.stream(r -> r.streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)))) {
            refused(
                    ValidationException.class,
                    () -> kinesis.splitShard(r ->
                            r.streamName(stream.name()).shardToSplit(shardId(0)).newStartingHashKey("1000")));
        }
    }

    @Test
    void aHashKeyThatIsNoneIsAValidationError() {
        refused(
                        ValidationException.class,
                        () -> kinesis.splitShard(r ->
                                r.streamName("any").shardToSplit(shardId(0)).newStartingHashKey("007")))
                .hasMessageContaining("'newStartingHashKey'");
    }

    @Test
    void moreShardsThanTheAccountMayHaveExceedALimit() throws Exception {
        try (RunningFacade small = facade.another(Map.of("streams.shardLimit", "1"));
                FacadeStream stream = small.stream(1)) {
            refused(
                    LimitExceededException.class,
                    () -> small.kinesis()
                            .splitShard(r -> r.streamName(stream.name())
                                    .shardToSplit(shardId(0))
                                    .newStartingHashKey("1000")));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.splitShard(r ->
                                r.streamName("nowhere").shardToSplit(shardId(0)).newStartingHashKey("1")))
                .hasMessageContaining("Stream nowhere under account");
    }
}
