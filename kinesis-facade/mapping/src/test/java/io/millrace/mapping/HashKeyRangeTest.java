package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HashKeyRangeTest {

    private static final HashKey ONE = new HashKey(0, 1);
    private static final HashKey TEN = new HashKey(0, 10);

    @Provide
    Arbitrary<HashKey> keys() {
        return HashKeys.keys();
    }

    @Property
    void even_ranges_have_the_width_rounded_down_and_the_last_takes_the_rest(
            @ForAll @IntRange(min = 1, max = 10_000) int count) {
        List<HashKeyRange> ranges = HashKeyRange.even(count);

        BigInteger width = HashKeys.TWO_POW_128.divide(BigInteger.valueOf(count));
        assertThat(ranges).hasSize(count);
        assertThat(Coverage.flawIn(ranges)).isEmpty();
        for (int i = 0; i < count; i++) {
            assertThat(ranges.get(i).start().toBigInteger()).isEqualTo(width.multiply(BigInteger.valueOf(i)));
        }
    }

    @Test
    void three_shards_have_the_ranges_that_the_service_gives_them() {
        assertThat(HashKeyRange.even(3))
                .extracting(HashKeyRange::toString)
                .containsExactly(
                        "0..113427455640312821154458202477256070484",
                        "113427455640312821154458202477256070485..226854911280625642308916404954512140969",
                        "226854911280625642308916404954512140970..340282366920938463463374607431768211455");
    }

    @Property
    void a_split_makes_two_adjacent_parts_that_merge_into_the_whole(
            @ForAll("keys") HashKey newStart, @ForAll("keys") HashKey key) {
        if (newStart.equals(HashKey.MIN)) {
            return;
        }

        List<HashKeyRange> parts = HashKeyRange.FULL.splitAt(newStart);

        assertThat(parts.get(1).start()).isEqualTo(newStart);
        assertThat(parts.get(0).contains(key)).isNotEqualTo(parts.get(1).contains(key));
        assertThat(parts.get(0).isAdjacentTo(parts.get(1))).isTrue();
        assertThat(parts.get(0).mergeWith(parts.get(1))).isEqualTo(HashKeyRange.FULL);
        assertThat(parts.get(1).mergeWith(parts.get(0))).isEqualTo(HashKeyRange.FULL);
    }

    @Test
    void neither_part_of_a_split_may_be_empty() {
        HashKeyRange range = new HashKeyRange(ONE, TEN);

        assertThat(range.splitAt(TEN))
                .containsExactly(new HashKeyRange(ONE, TEN.previous()), new HashKeyRange(TEN, TEN));
        assertThatIllegalArgumentException().isThrownBy(() -> range.splitAt(ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> range.splitAt(HashKey.MIN));
        assertThatIllegalArgumentException().isThrownBy(() -> range.splitAt(TEN.next()));
    }

    @Test
    void ranges_that_overlap_or_leave_a_gap_are_not_merged() {
        HashKeyRange range = new HashKeyRange(ONE, TEN);
        HashKeyRange overlapping = new HashKeyRange(TEN, HashKey.MAX);
        HashKeyRange apart = new HashKeyRange(TEN.next().next(), HashKey.MAX);

        assertThat(range.isAdjacentTo(overlapping)).isFalse();
        assertThat(range.isAdjacentTo(apart)).isFalse();
        assertThat(HashKeyRange.FULL.isAdjacentTo(HashKeyRange.FULL)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> range.mergeWith(overlapping));
        assertThatIllegalArgumentException().isThrownBy(() -> range.mergeWith(apart));
    }

    @Test
    void a_range_does_not_end_before_it_starts_and_a_stream_has_at_least_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HashKeyRange(TEN, ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> HashKeyRange.even(0));
    }
}
