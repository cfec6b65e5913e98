package io.millrace.server.kinesis.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.ReshardStep;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.streams.AccountQuotas;
import io.millrace.server.kinesis.streams.ShardLimits;
import io.millrace.server.operation.AwsError;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateShardCountTest {

    private final TestCatalog catalog = Resharded.catalog();
    private final UpdateShardCount updateShardCount =
            new UpdateShardCount(catalog, Resharded.reshards(catalog), Resharded.LIMITS);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6})
    void theStreamIsUpdatingTowardsTheCount(int target) {
        UpdateShardCount.Response response = Calls.call(updateShardCount, request(target));

        assertThat(response)
                .isEqualTo(new UpdateShardCount.Response(
                        Resharded.ORDERS, 3, target, "arn:aws:kinesis:us-east-1:123456789012:stream/orders"));
        StreamFact stream = Resharded.fact(catalog);
        assertThat(stream.status()).isEqualTo(StreamStatus.UPDATING);
        assertThat(stream.sharding().goal()).contains(new ReshardGoal.ShardCount(target));
        assertThat(Resharded.history(catalog))
                .containsExactly(ReshardStep.called(Instant.EPOCH, new ReshardGoal.ShardCount(target), 3));
    }

    @Test
    void theCountIsAtMostDoubledAtOnce() {
        assertThat(Calls.refusal(updateShardCount, request(7)))
                .isEqualTo(AwsError.limitExceeded("UpdateShardCount cannot scale up over double your current open"
                        + " shard count. Current open shard count: 3, Target shard count: 7"));
    }

    @Test
    void theCountIsAtMostHalvedAtOnce() {
        assertThat(Calls.refusal(updateShardCount, request(1)))
                .isEqualTo(AwsError.limitExceeded("UpdateShardCount cannot scale down below half your current open"
                        + " shard count. Current open shard count: 3, Target shard count: 1"));
    }

    @Test
    void noStreamHasMoreThanTenThousandShards() {
        assertThat(Calls.refusal(updateShardCount, request(10_001)))
                .isEqualTo(AwsError.limitExceeded("Target shard count or number of open shards cannot be greater than"
                        + " 10000. Current open shard count: 3, Target shard count: 10001"));
    }

    @Test
    void theAccountsShardLimitHolds() {
        ShardLimits limits = new ShardLimits(new AccountQuotas(5, 50, 4), Streams.ARNS);
        UpdateShardCount limited = new UpdateShardCount(catalog, Resharded.reshards(catalog), limits);

        assertThat(Calls.refusal(limited, request(6)).code()).isEqualTo("LimitExceededException");
        assertThat(Calls.call(limited, request(5)).targetShardCount()).isEqualTo(5);
    }

    @Test
    void theStreamMustBeActive() {
        Resharded.setStatus(catalog, StreamStatus.CREATING);

        assertThat(Calls.refusal(updateShardCount, request(10_001)))
                .isEqualTo(AwsError.resourceInUse(
                        "Stream orders under account 123456789012 not ACTIVE, instead in state CREATING"));
    }

    @Test
    void theShardCountOfAnOnDemandStreamIsNotTheClients() {
        TestCatalog onDemand = Resharded.onDemandCatalog();

        assertThat(Calls.refusal(
                                new UpdateShardCount(onDemand, Resharded.reshards(onDemand), Resharded.LIMITS),
                                request(4))
                        .code())
                .isEqualTo("ValidationException");
    }

    private static UpdateShardCount.Request request(int target) {
        return new UpdateShardCount.Request(
                UpdateShardCount.ScalingType.UNIFORM_SCALING,
                Optional.of(Resharded.ORDERS),
                target,
                Optional.empty(),
                Optional.empty());
    }
}
