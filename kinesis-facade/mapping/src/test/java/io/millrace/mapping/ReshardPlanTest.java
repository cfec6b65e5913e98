package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.mapping.ReshardPlan.Merge;
import io.millrace.mapping.ReshardPlan.Round;
import io.millrace.mapping.ReshardPlan.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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

    @Property(tries = 64)
    void doubling_and_halving_take_one_round(@ForAll @IntRange(min = 1, max = 64) int count) {
        // an odd width leaves boundaries one key apart, as the service's do, so only exact ones are one round
        int exact = Integer.highestOneBit(count);

        assertThat(roundsTo(HashKeyRange.even(2 * exact), HashKeyRange.even(exact)))
                .isEqualTo(1);
        assertThat(roundsTo(HashKeyRange.even(exact), HashKeyRange.even(2 * exact)))
                .isEqualTo(1);
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

        assertThat(roundsTo(HashKeyRange.even(from), HashKeyRange.even(to))).isLessThanOrEqualTo(3);
    }

    @Provide
    Arbitrary<Set<HashKey>> boundaries() {
        return HashKeys.keys().filter(key -> !key.equals(HashKey.MIN)).set().ofMaxSize(64);
    }

    @Property
    void it_reaches_any_ranges_from_any_others_within_the_bound(
            @ForAll("boundaries") Set<HashKey> from, @ForAll("boundaries") Set<HashKey> to) {
        roundsTo(between(from), between(to));
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

    private static List<HashKeyRange> between(Set<HashKey> boundaries) {
        List<HashKeyRange> ranges = new ArrayList<>();
        HashKeyRange rest = HashKeyRange.FULL;
        for (HashKey boundary : new TreeSet<>(boundaries)) {
            List<HashKeyRange> parts = rest.splitAt(boundary);
            ranges.add(parts.get(0));
            rest = parts.get(1);
        }
        ranges.add(rest);
        return ranges;
    }
}
