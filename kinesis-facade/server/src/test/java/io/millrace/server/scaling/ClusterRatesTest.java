package io.millrace.server.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.server.reshard.MeasuredRates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterRatesTest {

    private static final String ORDERS = "orders";
    private static final ShardId SHARD = new ShardId(1);

    @Test
    void whatNodesWriteToAShardIsAddedUp() {
        ClusterRates rates = new ClusterRates(List.of(named(100, 1000), named(20, 5000)));

        assertThat(rates.atLeast(ORDERS, SHARD)).isEqualTo(new ShardRate(120, 6000));
        assertThat(rates.atMost(ORDERS, SHARD)).contains(new ShardRate(120, 6000));
    }

    @Test
    void aShardOfAnotherStreamIsAnotherShard() {
        ClusterRates rates = new ClusterRates(List.of(named(100, 1000)));

        assertThat(rates.atLeast("clicks", SHARD)).isEqualTo(ShardRate.ZERO);
        assertThat(rates.atLeast(ORDERS, new ShardId(2))).isEqualTo(ShardRate.ZERO);
    }

    @Test
    void aShardThatANodeDoesNotNameMayHaveAsMuchAsItsOthersHave() {
        MeasuredRates unnamed = new MeasuredRates(Map.of(), new ShardRate(7, 70));
        ClusterRates rates = new ClusterRates(List.of(named(100, 1000), Optional.of(unnamed)));

        assertThat(rates.atLeast(ORDERS, SHARD)).isEqualTo(new ShardRate(100, 1000));
        assertThat(rates.atMost(ORDERS, SHARD)).contains(new ShardRate(107, 1070));
    }

    @Test
    void aNodeThatDoesNotSayMayWriteAnyAmount() {
        ClusterRates rates = new ClusterRates(List.of(named(100, 1000), Optional.empty()));

        assertThat(rates.atLeast(ORDERS, SHARD)).isEqualTo(new ShardRate(100, 1000));
        assertThat(rates.atMost(ORDERS, SHARD)).isEmpty();
    }

    private static Optional<MeasuredRates> named(long records, long bytes) {
        return Optional.of(new MeasuredRates(
                Map.of(ORDERS, Map.of(SHARD, new ShardRate(records, bytes))), ShardRate.ZERO));
    }
}
