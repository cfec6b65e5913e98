package io.millrace.server.kinesis.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MergeShardsTest {

    private final TestCatalog catalog = Resharded.catalog();
    private final MergeShards mergeShards = new MergeShards(catalog, Resharded.reshards(catalog));

    @Test
    void theStreamIsUpdatingTowardsTheMerge() {
        Calls.call(mergeShards, request(1, 2));

        StreamFact stream = Resharded.fact(catalog);
        assertThat(stream.status()).isEqualTo(StreamStatus.UPDATING);
        assertThat(stream.sharding().goal()).contains(new ReshardGoal.Merge(new ShardId(1), new ShardId(2)));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 0", "1, 1", "2, 0", "2, 2"})
    void shardsMustBeAdjacentInTheOrderOfTheirHashKeys(int shard, int adjacent) {
        assertThat(Calls.refusal(mergeShards, request(shard, adjacent)))
                .isEqualTo(AwsError.invalidArgument("Shards shardId-00000000000" + shard + " and shardId-00000000000"
                        + adjacent + " in stream orders under account 123456789012 are not an adjacent pair of shards"
                        + " eligible for merging"));
        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void bothShardsMustExist() {
        assertThat(Calls.refusal(mergeShards, request(0, 5)))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard shardId-000000000005 in stream orders under account 123456789012."));
        assertThat(Calls.refusal(mergeShards, request(6, 1)))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard shardId-000000000006 in stream orders under account 123456789012."));
    }

    @Test
    void aClosedShardIsNotMerged() {
        TestCatalog split = TestCatalog.of(Streams.facts(
                Streams.active("orders"),
                Streams.split(Streams.firstShards(1, Streams.NOW).get(0), 1, Streams.NOW)));

        assertThat(Calls.refusal(new MergeShards(split, Resharded.reshards(split)), request(0, 1))
                        .message())
                .startsWith("Shard shardId-000000000000 in stream orders")
                .contains("has already been merged or split");
    }

    @Test
    void theStreamMustBeActive() {
        Resharded.setStatus(catalog, StreamStatus.DELETING);

        assertThat(Calls.refusal(mergeShards, request(0, 1)))
                .isEqualTo(AwsError.resourceInUse(
                        "Stream orders under account 123456789012 not ACTIVE, instead in state DELETING"));
    }

    @Test
    void shardsOfOnDemandStreamsAreNotTheClientsToMerge() {
        TestCatalog onDemand = Resharded.onDemandCatalog();

        assertThat(Calls.refusal(new MergeShards(onDemand, Resharded.reshards(onDemand)), request(0, 1))
                        .code())
                .isEqualTo("ValidationException");
    }

    private static MergeShards.Request request(int shard, int adjacent) {
        return new MergeShards.Request(
                new ShardIdText("shardId-" + shard),
                new ShardIdText("shardId-" + adjacent),
                Optional.of(Resharded.ORDERS),
                Optional.empty(),
                Optional.empty());
    }
}
