package io.millrace.server.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.mapping.catalog.ReshardGoal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ScalingPolicyTest {

    private static final int LEAST = 4;
    private static final int MOST = 64;
    private static final int FAR_TOO_MANY_STEPS = 1000;
    private static final HashKey IN_THE_SECOND_OF_FOUR = new HashKey(0x5555_5555_5555_5555L, 7);

    private final ScalingPolicy policy = new ScalingPolicy(0.5, 0.2, MOST);

    @Test
    void aHotShardIsSplitInTheMiddle() {
        LoadedStream stream = new LoadedStream(4, 0, Map.of(IN_THE_SECOND_OF_FOUR, 0.6));

        ScalingStep step = decide(stream).orElseThrow();

        assertThat(step.goal())
                .isEqualTo(new ReshardGoal.Splits(
                        List.of(new ReshardGoal.Split(new ShardId(1), new HashKey(0x6000_0000_0000_0000L, 0)))));
        assertThat(step.rate()).contains(new ShardRate(600, Math.round(0.3 * (1 << 20))));
    }

    @Test
    void bytesMakeAShardHotAsRecordsDo() {
        assertThat(new ShardRate(1, 900_000).load()).isGreaterThan(0.8);
        assertThat(new ShardRate(900, 1).load()).isEqualTo(0.9);
    }

    @Test
    void allHotShardsAreSplitInOneStep() {
        LoadedStream stream = new LoadedStream(4, 4 * 0.9, Map.of());

        stream.apply(decide(stream).orElseThrow().goal());

        assertThat(stream.count()).isEqualTo(8);
        assertThat(decide(stream)).isEmpty();
    }

    @Test
    void theHottestAreSplitFirstWhereThereIsNoRoomForAll() {
        LoadedStream stream = new LoadedStream(MOST - 1, (MOST - 1) * 0.6, Map.of(IN_THE_SECOND_OF_FOUR, 0.3));

        ReshardGoal.Splits goal =
                (ReshardGoal.Splits) decide(stream).orElseThrow().goal();
        stream.apply(goal);

        assertThat(goal.splits()).hasSize(1);
        assertThat(stream.count()).isEqualTo(MOST);
        assertThat(decide(stream)).isEmpty();
    }

    @Test
    void anIdleStreamComesBackToTheEvenShardsThatItHad() {
        LoadedStream stream = new LoadedStream(4, 0, Map.of());
        HashKey middle = new HashKey(0x2000_0000_0000_0000L, 0);
        stream.apply(new ReshardGoal.Splits(List.of(new ReshardGoal.Split(new ShardId(0), middle))));

        assertThat(decide(stream).orElseThrow().goal())
                .isEqualTo(new ReshardGoal.Merges(List.of(new ReshardGoal.Merge(new ShardId(4), new ShardId(5)))));
    }

    @Test
    void belowTheLeastNothingIsMerged() {
        assertThat(decide(new LoadedStream(LEAST, 0, Map.of()))).isEmpty();
        assertThat(decide(new LoadedStream(1, 0, Map.of()))).isEmpty();
    }

    @Test
    void aStreamIsMadeAsLargeAsItsWarmThroughputWantsAndKeptSo() {
        LoadedStream stream = new LoadedStream(4, 0, Map.of());
        for (int count : new int[] {8, 10}) {
            ScalingStep step = policy.decide(stream.measured(), LEAST, 10).orElseThrow();
            assertThat(step.rate()).isEmpty();
            stream.apply(step.goal());
            assertThat(stream.count()).isEqualTo(count);
        }

        assertThat(policy.decide(stream.measured(), LEAST, 10)).isEmpty();
        assertThat(policy.decide(stream.measured(), LEAST, 9)).isPresent();
    }

    @Test
    void theLoadOfASingleKeyIsNotSplitForEver() {
        LoadedStream stream = new LoadedStream(4, 0, Map.of(IN_THE_SECOND_OF_FOUR, 3.0));

        int highest = restAfter(stream);

        assertThat(highest).isLessThan(12);
        assertThat(stream.count()).isLessThan(12);
    }

    /** One on either side of a boundary: whichever is split, its neighbour stays as busy as it is. */
    @Test
    void twoKeysThatLieSideBySideAreNotSplitForEverEither() {
        Map<HashKey, Double> keys = Map.of(
                HashKey.of(BigInteger.ONE.shiftLeft(126)).previous(),
                3.0,
                HashKey.of(BigInteger.ONE.shiftLeft(126)),
                3.0);

        assertThat(restAfter(new LoadedStream(4, 0, keys))).isLessThan(50);
    }

    /** Such as a program chooses that gives hash keys of its own. */
    @Test
    void aNarrowRangeOfManyKeysIsSplitUntilEachShardHasItsShare() {
        Map<HashKey, Double> keys = new HashMap<>();
        for (long i = 0; i < 100; i++) {
            keys.put(new HashKey(i << 54, 0), 0.05);
        }
        LoadedStream stream = new LoadedStream(4, 0, keys);

        restAfter(stream);

        assertThat(stream.measured())
                .allMatch(shard -> shard.sustained().orElseThrow().load() <= 0.5);
    }

    @Test
    void thresholdsWithoutAGapAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScalingPolicy(0.5, 0.3, MOST));
    }

    @Test
    void whatIsNotKnownYetIsLeftAlone() {
        LoadedStream hot = new LoadedStream(8, 80, Map.of());
        LoadedStream cold = new LoadedStream(8, 0, Map.of());

        assertThat(policy.decide(unknown(hot), LEAST, 0)).isEmpty();
        assertThat(policy.decide(unknown(cold), LEAST, 0)).isEmpty();
    }

    private static List<ShardLoad> unknown(LoadedStream stream) {
        return stream.measured().stream()
                .map(each -> new ShardLoad(each.shard(), Optional.empty(), Optional.empty()))
                .toList();
    }

    /** Splits first, merges at the end perhaps, and then it rests, for any load; on the way it keeps to its limits. */
    @Property(tries = 300)
    void underAConstantLoadItComesToRest(
            @ForAll @IntRange(min = 1, max = 40) int shards,
            @ForAll @DoubleRange(min = 0, max = 50) double evenLoad,
            @ForAll("hotKeys") Map<HashKey, Double> hotKeys) {
        LoadedStream stream = new LoadedStream(shards, evenLoad, hotKeys);

        restAfter(stream);

        assertThat(policy.decide(stream.measured(), LEAST, 0)).isEmpty();
        if (hotKeys.isEmpty() && stream.count() < MOST) {
            assertThat(stream.measured())
                    .allMatch(shard -> shard.sustained().orElseThrow().load() <= 0.5);
        }
    }

    /** What differs from moment to moment by less than half moves no shard to and fro. */
    @Property(tries = 200)
    void aLoadThatWaversLetsItRestToo(
            @ForAll @IntRange(min = 1, max = 40) int shards,
            @ForAll @DoubleRange(min = 0, max = 50) double evenLoad,
            @ForAll("hotKeys") Map<HashKey, Double> hotKeys,
            @ForAll long seed) {
        LoadedStream stream = new LoadedStream(shards, evenLoad, hotKeys);
        Random dice = new Random(seed);
        int steps = 0;
        for (int i = 0; i < FAR_TOO_MANY_STEPS; i++) {
            Optional<ScalingStep> step = policy.decide(
                    stream.measured(
                            load -> load * (1 + 0.9 * dice.nextDouble()), load -> load * (1 + 0.9 * dice.nextDouble())),
                    LEAST,
                    0);
            step.ifPresent(next -> stream.apply(next.goal()));
            steps += step.isPresent() ? 1 : 0;
        }
        assertThat(steps).isLessThan(FAR_TOO_MANY_STEPS / 2);
    }

    /** A load that comes and goes as a whole: it grows as far as the load wants, and comes back to the least. */
    @Property(tries = 100)
    void whatHasGrownShrinksAgain(@ForAll @DoubleRange(min = 3, max = 30) double load) {
        LoadedStream busy = new LoadedStream(LEAST, load, Map.of());
        restAfter(busy);
        assertThat(busy.count()).isGreaterThanOrEqualTo((int) Math.ceil(2 * load) - 1);

        LoadedStream idle = new LoadedStream(busy.count(), 0, Map.of());
        restAfter(idle);
        assertThat(idle.count()).isEqualTo(LEAST);
    }

    @Provide
    Arbitrary<Map<HashKey, Double>> hotKeys() {
        Arbitrary<HashKey> key =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(HashKey::new);
        return Arbitraries.maps(key, Arbitraries.doubles().between(0, 5)).ofMaxSize(12);
    }

    private Optional<ScalingStep> decide(LoadedStream stream) {
        return policy.decide(stream.measured(), LEAST, 0);
    }

    /** Takes steps until there are none; gives the highest count on the way. */
    private int restAfter(LoadedStream stream) {
        int highest = stream.count();
        for (int steps = 0; ; steps++) {
            assertThat(steps).as("steps").isLessThan(FAR_TOO_MANY_STEPS);
            int before = stream.count();
            Optional<ScalingStep> step = decide(stream);
            if (step.isEmpty()) {
                return highest;
            }
            stream.apply(step.get().goal());
            highest = Math.max(highest, stream.count());
            if (stream.count() < before) {
                assertThat(stream.count()).isGreaterThanOrEqualTo(LEAST);
            }
            assertThat(highest).isLessThanOrEqualTo(MOST);
        }
    }
}
