package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class MergeShardsIT extends OnFacade {

    MergeShardsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void twoAdjacentShardsBecomeOneThatKnowsBoth() {
        try (FacadeStream stream = facade.stream(2)) {
            stream.merge(shardId(0), shardId(1));

            Shard merged = stream.shards().get(2);
            assertThat(merged.shardId()).isEqualTo(shardId(2));
            assertThat(merged.parentShardId()).isEqualTo(shardId(0));
            assertThat(merged.adjacentParentShardId()).isEqualTo(shardId(1));
            assertThat(merged.hashKeyRange().startingHashKey()).isEqualTo("0");
            assertThat(stream.summary().openShardCount()).isEqualTo(1);
        }
    }

    @Test
    void shardsThatAreNotNeighboursAreNotMerged() {
        try (FacadeStream stream = facade.stream(3)) {
            refused(
                            InvalidArgumentException.class,
                            () -> kinesis.mergeShards(r -> r.streamName(stream.name())
                                    .shardToMerge(shardId(0))
                                    .adjacentShardToMerge(shardId(2))))
                    .hasMessageContaining("adjacent");
        }
    }

    @Test
    void aShardThatIsClosedIsNotMerged() {
        try (FacadeStream stream = facade.stream(2)) {
            stream.split(shardId(0), "1000");

            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.mergeShards(r ->
                            r.streamName(stream.name()).shardToMerge(shardId(0)).adjacentShardToMerge(shardId(1))));
        }
    }

    @Test
    void aShardThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.mergeShards(r ->
                            r.streamName(stream.name()).shardToMerge(shardId(0)).adjacentShardToMerge(shardId(7))));
        }
    }

    @Test
    void anOnDemandStreamIsNotMergedByHand() {
        try (FacadeStream stream = facade.stream(r -> r.streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)))) {
            refused(
                    ValidationException.class,
                    () -> kinesis.mergeShards(r ->
                            r.streamName(stream.name()).shardToMerge(shardId(0)).adjacentShardToMerge(shardId(1))));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.mergeShards(r ->
                                r.streamName("nowhere").shardToMerge(shardId(0)).adjacentShardToMerge(shardId(1))))
                .hasMessageContaining("Stream nowhere under account");
    }
}
