package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.mapping.ReshardPlan.Merge;
import io.millrace.mapping.ReshardPlan.Round;
import io.millrace.mapping.ReshardPlan.Split;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReshardPlanTest {

    @Test
    void two_shards_become_three_by_two_splits_and_then_a_merge() {
        List<Shard> two = Shards.open(HashKeyRange.even(2));
        List<HashKeyRange> three = HashKeyRange.even(3);

        Round first = ReshardPlan.nextRound(two, three).orElseThrow();
        List<Shard> four = carryOut(first, two, 2);
        Round second = ReshardPlan.nextRound(four, three).orElseThrow();

        assertThat(first.splits())
                .containsExactly(
                        new Split(two.get(0), three.get(1).start()),
                        new Split(two.get(1), three.get(2).start()));
        assertThat(first.merges()).isEmpty();
        assertThat(second.splits()).isEmpty();
        assertThat(second.merges()).containsExactly(new Merge(four.get(1), four.get(2)));
        assertThat(ReshardPlan.nextRound(carryOut(second, four, 4), three)).isEmpty();
    }

    @Property
    void doubling_and_halving_take_one_round(@ForAll @IntRange(min = 1, max = 64) int count) {
        assertThat(roundsBetween(count, 2 * count)).isEqualTo(1);
        assertThat(roundsBetween(2 * count, count)).isEqualTo(1);
    }

    @Property
    void there_and_back_again_through_other_counts_ends_at_the_target(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 64) Integer> counts) {
        List<Shard> shards = Shards.open(HashKeyRange.even(counts.get(0)));
        for (int count : counts) {
            shards = Shards.open(ReshardPlan.evenTarget(shards, count));

            assertThat(shards).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(distance(
                                shards.get(i).range(), HashKeyRange.even(count).get(i)))
                        .isLessThan(BigInteger.valueOf(1000));
            }
        }
    }

    @Test
    void an_even_target_keeps_boundaries_that_differ_by_rounding_and_no_others() {
        List<Shard> three = Shards.open(HashKeyRange.even(3));
        List<Shard> four = Shards.open(HashKeyRange.even(4));

        assertThat(HashKeyRange.even(6).get(2).start())
                .isNotEqualTo(three.get(1).range().start());
        assertThat(ReshardPlan.evenTarget(three, 6).get(2).start())
                .isEqualTo(three.get(1).range().start());
        assertThat(ReshardPlan.evenTarget(four, 3)).isEqualTo(HashKeyRange.even(3));
        assertThat(ReshardPlan.evenTarget(three, 1)).containsExactly(HashKeyRange.FULL);
    }

    @Property
    void an_even_target_stays_the_same_between_rounds(
            @ForAll @IntRange(min = 1, max = 64) int from, @ForAll @IntRange(min = 1, max = 64) int to) {
        List<Shard> shards = Shards.open(HashKeyRange.even(from));
        List<HashKeyRange> target = ReshardPlan.evenTarget(shards, to);

        Optional<Round> round = ReshardPlan.nextRound(shards, target);
        while (round.isPresent()) {
            shards = carryOut(round.get(), shards, 1000 + shards.size());
            assertThat(ReshardPlan.evenTarget(shards, to)).isEqualTo(target);
            round = ReshardPlan.nextRound(shards, target);
        }
    }

    @Property
    void it_reaches_any_even_count_from_any_other_within_the_bound(
            @ForAll @IntRange(min = 1, max = 64) int from, @ForAll @IntRange(min = 1, max = 64) int to) {
        roundsTo(HashKeyRange.even(from), HashKeyRange.even(to));
    }

    @Property
    void between_half_and_twice_the_count_it_takes_at_most_three_rounds(
            @ForAll @IntRange(min = 1, max = 64) int from, @ForAll @IntRange(min = 0, max = 192) int choice) {
        int least = (from + 1) / 2;
        int to = least + choice % (2 * from - least + 1);

        assertThat(roundsBetween(from, to)).isLessThanOrEqualTo(3);
    }

    @Provide
    Arbitrary<Set<HashKey>> boundaries() {
        return HashKeys.boundaries();
    }

    @Property
    void it_reaches_any_ranges_from_any_others_within_the_bound(
            @ForAll("boundaries") Set<HashKey> from, @ForAll("boundaries") Set<HashKey> to) {
        roundsTo(HashKeys.rangesBetween(from), HashKeys.rangesBetween(to));
    }

    @Test
    void there_is_nothing_to_do_at_the_target() {
        assertThat(ReshardPlan.nextRound(Shards.open(HashKeyRange.even(5)), HashKeyRange.even(5)))
                .isEmpty();
    }

    @Test
    void ranges_with_a_hole_are_refused() {
        List<HashKeyRange> whole = HashKeyRange.even(3);
        List<HashKeyRange> holed = whole.subList(0, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> ReshardPlan.nextRound(Shards.open(holed), whole));
        assertThatIllegalArgumentException().isThrownBy(() -> ReshardPlan.nextRound(Shards.open(whole), holed));
    }

    private static int roundsBetween(int from, int to) {
        List<HashKeyRange> ranges = HashKeyRange.even(from);
        return roundsTo(ranges, ReshardPlan.evenTarget(Shards.open(ranges), to));
    }

    private static BigInteger distance(HashKeyRange one, HashKeyRange other) {
        return one.start().toBigInteger().subtract(other.start().toBigInteger()).abs();
    }

    /** Carries out round after round, checks what must hold after each, and returns how many there were. */
    private static int roundsTo(List<HashKeyRange> from, List<HashKeyRange> target) {
        int bound = bound(from, target);
        List<Shard> shards = Shards.open(from);
        long nextNumber = shards.size();
        int rounds = 0;
        Optional<Round> round = ReshardPlan.nextRound(shards, target);
        while (round.isPresent()) {
            assertThat(++rounds).as("rounds from %s to %s", from, target).isLessThanOrEqualTo(bound);
            shards = carryOut(round.get(), shards, nextNumber);
            nextNumber += 2L * shards.size();
            HashKeyRouter.of(shards); // or there is a hole
            round = ReshardPlan.nextRound(shards, target);
        }
        assertThat(shards).extracting(Shard::range).isEqualTo(target);
        return rounds;
    }

    /** What the plan's description promises. */
    private static int bound(List<HashKeyRange> from, List<HashKeyRange> target) {
        int mostBoundariesInAShard = from.stream()
                .mapToInt(range -> overlapping(range, target) - 1)
                .max()
                .orElseThrow();
        int mostShardsAtATarget = target.stream()
                .mapToInt(range -> overlapping(range, from))
                .max()
                .orElseThrow();
        return ceilLog2(mostBoundariesInAShard + 1) + ceilLog2(mostShardsAtATarget);
    }

    private static int overlapping(HashKeyRange range, List<HashKeyRange> others) {
        return (int) others.stream()
                .filter(other -> other.contains(range.start()) || range.contains(other.start()))
                .count();
    }

    private static int ceilLog2(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number - 1);
    }

    /** As SplitShard and MergeShards would: a shard that is closed twice, or is not there, fails the test. */
    private static List<Shard> carryOut(Round round, List<Shard> shards, long firstNumber) {
        assertThat(round.splits().size() + round.merges().size()).isPositive();
        List<Shard> open = new ArrayList<>(shards);
        long number = firstNumber;
        for (Split split : round.splits()) {
            assertThat(open.remove(split.shard())).isTrue();
            for (HashKeyRange half : split.shard().range().splitAt(split.newStart())) {
                open.add(Shards.open(number++, half));
            }
        }
        for (Merge merge : round.merges()) {
            assertThat(open.remove(merge.shard())).isTrue();
            assertThat(open.remove(merge.adjacent())).isTrue();
            open.add(Shards.open(
                    number++, merge.shard().range().mergeWith(merge.adjacent().range())));
        }
        open.sort(Comparator.comparing(shard -> shard.range().start()));
        return open;
    }
}
