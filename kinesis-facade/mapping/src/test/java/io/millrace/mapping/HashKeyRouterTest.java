package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HashKeyRouterTest {

    private static final List<Shard> FOUR = Shards.open(HashKeyRange.even(4));

    @Provide
    Arbitrary<Set<HashKey>> boundaries() {
        return HashKeys.boundaries();
    }

    @Property
    void it_finds_the_one_shard_whose_range_contains_the_key(
            @ForAll("boundaries") Set<HashKey> boundaries, @ForAll("boundaries") Set<HashKey> keys, @ForAll long seed) {
        List<Shard> shards = new ArrayList<>(Shards.open(HashKeys.rangesBetween(boundaries)));
        Collections.shuffle(shards, new Random(seed));

        HashKeyRouter router = HashKeyRouter.of(shards);

        keys.forEach(key -> assertFoundByScan(router, shards, key));
        boundaries.forEach(key -> {
            assertFoundByScan(router, shards, key);
            assertFoundByScan(router, shards, key.previous());
        });
        assertFoundByScan(router, shards, HashKey.MIN);
        assertFoundByScan(router, shards, HashKey.MAX);
    }

    @Test
    void shards_are_listed_in_the_order_of_their_hash_keys() {
        List<Shard> reversed = new ArrayList<>(FOUR);
        Collections.reverse(reversed);

        assertThat(HashKeyRouter.of(reversed).shards()).isEqualTo(FOUR);
    }

    @Test
    void closing_shards_take_part_and_closed_and_prepared_ones_do_not() {
        Shard closing = FOUR.get(0).withState(Shard.State.CLOSING);
        Shard child = Shard.childOf(closing, new ShardId(9), 9, closing.range(), Shards.OPENED);
        Shard ancestor = Shards.open(8, HashKeyRange.FULL).closed(3, Shards.OPENED);

        HashKeyRouter router =
                HashKeyRouter.of(List.of(child, ancestor, closing, FOUR.get(1), FOUR.get(2), FOUR.get(3)));

        assertThat(router.shardFor(HashKey.MIN)).isEqualTo(closing);
        assertThat(router.shards()).hasSize(4);
    }

    @Test
    void a_hole_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HashKeyRouter.of(List.of(FOUR.get(0), FOUR.get(2), FOUR.get(3))))
                .withMessage("no shard covers " + FOUR.get(1).range());
        assertThatIllegalStateException()
                .isThrownBy(() -> HashKeyRouter.of(FOUR.subList(1, 4)))
                .withMessage("no shard covers " + FOUR.get(0).range());
        assertThatIllegalStateException()
                .isThrownBy(() -> HashKeyRouter.of(FOUR.subList(0, 3)))
                .withMessage("no shard covers " + FOUR.get(3).range());
        assertThatIllegalStateException()
                .isThrownBy(() -> HashKeyRouter.of(List.of()))
                .withMessage("no shard covers " + HashKeyRange.FULL);
    }

    @Test
    void an_overlap_is_named() {
        Shard whole = Shards.open(9, HashKeyRange.FULL);

        assertThatIllegalStateException()
                .isThrownBy(() -> HashKeyRouter.of(List.of(whole, FOUR.get(3))))
                .withMessage(
                        "the ranges " + whole.range() + " and " + FOUR.get(3).range() + " overlap");
    }

    private static void assertFoundByScan(HashKeyRouter router, List<Shard> shards, HashKey key) {
        assertThat(shards.stream().filter(shard -> shard.range().contains(key))).containsExactly(router.shardFor(key));
    }
}
