package io.millrace.server.kinesis.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.HashKeyText;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.streams.AccountQuotas;
import io.millrace.server.kinesis.streams.ShardLimits;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SplitShardTest {

    private final TestCatalog catalog = Resharded.catalog();
    private final SplitShard splitShard = new SplitShard(catalog, Resharded.reshards(catalog), Resharded.LIMITS);

    @Test
    void theStreamIsUpdatingTowardsTheSplit() {
        Calls.call(splitShard, request("shard-0", "2"));

        StreamFact stream = Resharded.fact(catalog);
        assertThat(stream.status()).isEqualTo(StreamStatus.UPDATING);
        assertThat(stream.sharding().goal())
                .contains(
                        new ReshardGoal.Split(new ShardId(0), HashKey.parse("2").orElseThrow()));
        assertThat(stream.sharding().nextShardNumber()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 113427455640312821154458202477256070484",
        "0, 1, 0, 113427455640312821154458202477256070484",
        "0, 113427455640312821154458202477256070484, 0, 113427455640312821154458202477256070484",
        "1, 113427455640312821154458202477256070486, 113427455640312821154458202477256070485,"
                + " 226854911280625642308916404954512140969",
        "2, 999999999999999999999999999999999999999, 226854911280625642308916404954512140970,"
                + " 340282366920938463463374607431768211455"
    })
    void theNewStartMustBeWellInside(int shard, String newStart, String start, String end) {
        assertThat(Calls.refusal(splitShard, request("shardId-" + shard, newStart)))
                .isEqualTo(AwsError.invalidArgument("NewStartingHashKey " + newStart
                        + " used in SplitShard() on shard shardId-00000000000" + shard
                        + " in stream orders under account 123456789012 is not both greater than one plus the shard's"
                        + " StartingHashKey " + start + " and less than the shard's EndingHashKey " + end + "."));
        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void streamsAndShardsMustExist() {
        assertThat(Calls.refusal(
                        splitShard,
                        new SplitShard.Request(
                                new HashKeyText("2"),
                                Optional.of(new StreamName("none")),
                                new ShardIdText("shard-0"),
                                Optional.empty(),
                                Optional.empty())))
                .isEqualTo(AwsError.resourceNotFound("Stream none under account 123456789012 not found."));
        assertThat(Calls.refusal(splitShard, request("shardId-5", "2")))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard shardId-000000000005 in stream orders under account 123456789012."));
        assertThat(Calls.refusal(splitShard, request("ABKLFD8", "2")))
                .isEqualTo(AwsError.resourceNotFound(
                        "Could not find shard ABKLFD8 in stream orders under account 123456789012."));
    }

    @Test
    void aClosedShardIsNotSplitAgain() {
        TestCatalog once = TestCatalog.of(Streams.facts(
                Streams.active("orders"),
                Streams.split(Streams.firstShards(1, Streams.NOW).get(0), 1, Streams.NOW)));

        assertThat(Calls.refusal(
                        new SplitShard(once, Resharded.reshards(once), Resharded.LIMITS), request("shardId-0", "2")))
                .isEqualTo(AwsError.invalidArgument("Shard shardId-000000000000 in stream orders under account"
                        + " 123456789012 has already been merged or split, and thus is not eligible for merging or"
                        + " splitting."));
    }

    @Test
    void theStreamMustBeActive() {
        Resharded.setStatus(catalog, StreamStatus.UPDATING);

        assertThat(Calls.refusal(splitShard, request("shard-0", "2")))
                .isEqualTo(AwsError.resourceInUse(
                        "Stream orders under account 123456789012 not ACTIVE, instead in state UPDATING"));
    }

    @Test
    void theAccountsShardLimitHolds() {
        ShardLimits full = new ShardLimits(new AccountQuotas(3, 50, 4), Streams.ARNS);

        assertThat(Calls.refusal(new SplitShard(catalog, Resharded.reshards(catalog), full), request("shard-0", "2")))
                .isEqualTo(AwsError.limitExceeded("This request would exceed the shard limit for the account"
                        + " 123456789012 in us-east-1. Current shard count for the account: 3. Limit: 3. Number of"
                        + " additional shards that would have resulted from this request: 1. The limit is the setting"
                        + " streams.shardLimit."));
    }

    @Test
    void shardsOfOnDemandStreamsAreNotTheClientsToSplit() {
        TestCatalog onDemand = Resharded.onDemandCatalog();

        assertThat(Calls.refusal(
                        new SplitShard(onDemand, Resharded.reshards(onDemand), Resharded.LIMITS),
                        request("shard-0", "2")))
                .isEqualTo(AwsError.validation(
                        "Request is invalid. Stream orders under account 123456789012 is in On-Demand mode."));
    }

    private static SplitShard.Request request(String shard, String newStart) {
        return new SplitShard.Request(
                new HashKeyText(newStart),
                Optional.of(Resharded.ORDERS),
                new ShardIdText(shard),
                Optional.empty(),
                Optional.empty());
    }
}
