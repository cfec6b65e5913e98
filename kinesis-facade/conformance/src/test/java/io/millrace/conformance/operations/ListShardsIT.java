package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

class ListShardsIT extends OnFacade {

    ListShardsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aTimestampSelectsTheShardsThatWereOpenThen() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.put("k", "v");
            stream.split(shardId(0), BigInteger.TWO.pow(127).toString());
            Instant now = Instant.now();

            assertThat(ids(kinesis.listShards(r -> r.streamName(stream.name())
                            .shardFilter(
                                    f -> f.type(ShardFilterType.FROM_TIMESTAMP).timestamp(now.minusSeconds(60))))))
                    .containsExactly(shardId(0), shardId(1), shardId(2));
            assertThat(ids(kinesis.listShards(
                            r -> r.streamName(stream.name()).shardFilter(f -> f.type(ShardFilterType.AT_LATEST)))))
                    .containsExactly(shardId(1), shardId(2));
        }
    }

    @Test
    void aTokenCarriesTheFilterAndStandsAlone() {
        try (FacadeStream stream = facade.stream(3)) {
            ListShardsResponse first = kinesis.listShards(r -> r.streamName(stream.name())
                    .maxResults(2)
                    .shardFilter(f -> f.type(ShardFilterType.AFTER_SHARD_ID).shardId(shardId(0))));

            assertThat(ids(first)).containsExactly(shardId(1), shardId(2));
            ListShardsResponse all =
                    kinesis.listShards(r -> r.streamName(stream.name()).maxResults(1));
            assertThat(ids(kinesis.listShards(r -> r.nextToken(all.nextToken()))))
                    .containsExactly(shardId(1), shardId(2));
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.listShards(r -> r.streamName(stream.name()).nextToken(all.nextToken())));
        }
    }

    @Test
    void aTokenThatIsNoneIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.listShards(r -> r.nextToken("garbage")));
    }

    @Test
    void aFilterNeedsWhatItsTypeNeeds() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.listShards(
                            r -> r.streamName(stream.name()).shardFilter(f -> f.type(ShardFilterType.AFTER_SHARD_ID))));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(ResourceNotFoundException.class, () -> kinesis.listShards(r -> r.streamName("nowhere")))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.listShards(r -> r.maxResults(1)))
                .hasMessageContaining("StreamName");
    }

    private static List<String> ids(ListShardsResponse page) {
        return page.shards().stream().map(Shard::shardId).toList();
    }
}
