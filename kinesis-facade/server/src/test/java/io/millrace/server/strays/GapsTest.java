package io.millrace.server.strays;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class GapsTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final Shard FIRST = Shard.first(new ShardId(0), 0, HashKeyRange.FULL, 10, Streams.NOW);

    @Test
    void whatNoShardWasClosedInHasNone() {
        StreamImage stream = stream(FIRST);

        assertThat(Gaps.of(stream, 0)).isEmpty();
        assertThat(Gaps.mayHave(stream)).isFalse();
    }

    @Test
    void whatLiesBehindAClosedShardIsNobodys() {
        Gaps gaps = Gaps.at(stream(closed(FIRST, 110)), 0);

        assertThat(gaps.begin()).isEqualTo(10);
        assertThat(gaps.from(10)).isEqualTo(OptionalLong.of(110));
        assertThat(gaps.contains(109)).isFalse();
        assertThat(gaps.contains(110)).isTrue();
        assertThat(gaps.origin(115)).isEqualTo("shardId-000000000000");
    }

    @Test
    void theNextShardOfThePartitionEndsTheGap() {
        Gaps gaps = Gaps.at(stream(closed(FIRST, 110), child(1, 0).opened(120, Streams.NOW)), 0);

        assertThat(gaps.contains(119)).isTrue();
        assertThat(gaps.contains(120)).isFalse();
        assertThat(gaps.from(115)).isEqualTo(OptionalLong.of(115));
        assertThat(gaps.from(120)).isEmpty();
    }

    @Test
    void behindItsEndAnotherOneBegins() {
        Gaps gaps = Gaps.at(stream(closed(FIRST, 110), closed(child(1, 0).opened(120, Streams.NOW), 150)), 0);

        assertThat(gaps.from(115)).isEqualTo(OptionalLong.of(115));
        assertThat(gaps.from(130)).isEqualTo(OptionalLong.of(150));
        assertThat(gaps.contains(130)).isFalse();
        assertThat(gaps.origin(115)).isEqualTo("shardId-000000000000");
        assertThat(gaps.origin(155)).isEqualTo("shardId-000000000001");
    }

    @Test
    void aShardThatIsPreparedMayBeginAnywhere() {
        assertThat(Gaps.at(stream(closed(FIRST, 110), child(1, 0)), 0).isPrepared())
                .isTrue();
    }

    @Test
    void whatCameBeforeTheFirstShardOfANewPartitionIsNobodys() {
        Gaps gaps = Gaps.at(stream(closed(FIRST, 110), child(1, 1).opened(3, Streams.NOW)), 1);

        assertThat(gaps.begin()).isZero();
        assertThat(gaps.from(0)).isEqualTo(OptionalLong.of(0));
        assertThat(gaps.from(3)).isEmpty();
    }

    @Test
    void thePartitionOfAForgottenShardIsAllGap() {
        StreamImage stream = stream(child(1, 1).opened(0, Streams.NOW));

        assertThat(Gaps.hasForgottenShards(stream)).isTrue();
        assertThat(Gaps.of(stream, 2)).containsOnlyKeys(0);
        assertThat(Gaps.of(stream, 2).get(0).origin(7)).isEqualTo("partition-0");
        assertThat(Gaps.of(stream, 2).get(0).from(7)).isEqualTo(OptionalLong.of(7));
    }

    private static Shard closed(Shard shard, long end) {
        return shard.withState(Shard.State.CLOSING).closed(end, Streams.NOW);
    }

    private static Shard child(long number, int partition) {
        return Shard.childOf(FIRST, new ShardId(number), partition, HashKeyRange.FULL, Streams.NOW);
    }

    private static StreamImage stream(Shard... shards) {
        long numbers = List.of(shards).get(shards.length - 1).id().number() + 1;
        StreamFact numbered = ORDERS.withSharding(ORDERS.sharding().withNextShardNumber(numbers));
        return TestCatalog.of(Streams.numbered(numbered, List.of(shards))).image().stream(ORDERS.name())
                .orElseThrow();
    }
}
