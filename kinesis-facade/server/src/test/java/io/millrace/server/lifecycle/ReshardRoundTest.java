package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.Sharding;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReshardRoundTest {

    private static final HashKey MIDDLE = new HashKey(Long.MIN_VALUE, 0);
    private static final Instant LATER = Streams.NOW.plusSeconds(60);

    @Test
    void aSplitClosesOneShardAndPreparesTwoOnNewPartitions() {
        ReshardRound round = round(
                        new ReshardGoal.Split(new ShardId(0), MIDDLE), image(Streams.firstShards(1, Streams.NOW), 1))
                .orElseThrow();

        assertThat(round.parents()).extracting(Shard::id).containsExactly(new ShardId(0));
        assertThat(round.children()).extracting(Shard::id).containsExactly(new ShardId(1), new ShardId(2));
        assertThat(round.children()).extracting(Shard::partition).containsExactly(1, 2);
        assertThat(round.children())
                .extracting(Shard::range)
                .containsExactly(
                        new HashKeyRange(HashKey.MIN, MIDDLE.previous()), new HashKeyRange(MIDDLE, HashKey.MAX));
        assertThat(round.children()).allSatisfy(child -> {
            assertThat(child.state()).isEqualTo(Shard.State.PREPARED);
            assertThat(child.parent()).contains(new ShardId(0));
            assertThat(child.creationSecond()).isEqualTo(LATER.getEpochSecond());
        });
        assertThat(round.partitionCount()).isEqualTo(3);
    }

    @Test
    void aMergeClosesTwoShardsAndPreparesOne() {
        ReshardRound round = round(
                        new ReshardGoal.Merge(new ShardId(0), new ShardId(1)),
                        image(Streams.firstShards(2, Streams.NOW), 2))
                .orElseThrow();

        assertThat(round.parents()).extracting(Shard::id).containsExactly(new ShardId(0), new ShardId(1));
        Shard child = round.children().get(0);
        assertThat(child.range()).isEqualTo(HashKeyRange.FULL);
        assertThat(child.parent()).contains(new ShardId(0));
        assertThat(child.adjacentParent()).contains(new ShardId(1));
        assertThat(round.partitionCount()).isEqualTo(3);
    }

    @Test
    void manySplitsAreOneRoundAndThoseThatAreDoneAreLeftOut() {
        ReshardGoal goal =
                new ReshardGoal.Splits(List.of(split(0, 1L << 62), split(1, -1L << 62), split(9, -1L << 62)));

        ReshardRound round =
                round(goal, image(Streams.firstShards(2, Streams.NOW), 2)).orElseThrow();

        assertThat(round.parents()).extracting(Shard::id).containsExactly(new ShardId(0), new ShardId(1));
        assertThat(round.children()).hasSize(4);
        assertThat(round.children()).extracting(Shard::partition).doesNotHaveDuplicates();
        assertThat(round(new ReshardGoal.Splits(List.of(split(9, 1))), image(Streams.firstShards(2, Streams.NOW), 2)))
                .isEmpty();
    }

    private static ReshardGoal.Split split(long shard, long high) {
        return new ReshardGoal.Split(new ShardId(shard), new HashKey(high, 0));
    }

    @Test
    void manyMergesAreOneRound() {
        ReshardGoal goal = new ReshardGoal.Merges(List.of(
                new ReshardGoal.Merge(new ShardId(0), new ShardId(1)),
                new ReshardGoal.Merge(new ShardId(2), new ShardId(3))));

        ReshardRound round =
                round(goal, image(Streams.firstShards(4, Streams.NOW), 4)).orElseThrow();

        assertThat(round.parents()).hasSize(4);
        assertThat(round.children()).extracting(Shard::range).containsExactlyElementsOf(HashKeyRange.even(2));
    }

    @Test
    void partitionsOfExpiredShardsAreUsedAgainAndNumbersAreNot() {
        // Shards 0 to 2 have expired and left partitions 0 and 2; shard 3 is on partition 1.
        Shard shard = Shard.first(new ShardId(3), 1, HashKeyRange.FULL, 500, Streams.NOW);

        ReshardRound round = round(new ReshardGoal.Split(new ShardId(3), MIDDLE), image(List.of(shard), 4))
                .orElseThrow();

        assertThat(round.children()).extracting(Shard::partition).containsExactly(0, 2);
        assertThat(round.children()).extracting(Shard::id).containsExactly(new ShardId(4), new ShardId(5));
        assertThat(round.partitionCount()).isEqualTo(3);
    }

    @Test
    void partitionsOfClosedShardsStayTheirs() {
        List<Shard> shards = Streams.split(Streams.firstShards(1, Streams.NOW).get(0), 1, Streams.NOW);

        ReshardRound round = round(new ReshardGoal.Merge(new ShardId(1), new ShardId(2)), image(shards, 3))
                .orElseThrow();

        assertThat(round.children()).extracting(Shard::partition).containsExactly(3);
    }

    @Test
    void childrenAreYoungerThanTheirParentsWhateverTheClockSays() {
        ReshardRound round = ReshardRound.towards(
                        new ReshardGoal.Split(new ShardId(0), MIDDLE),
                        image(Streams.firstShards(1, Streams.NOW), 1),
                        Streams.NOW.minusSeconds(3600))
                .orElseThrow();

        assertThat(round.children()).extracting(Shard::creationSecond).containsOnly(Streams.NOW.getEpochSecond() + 1);
    }

    @Test
    void aGoalThatIsReachedNeedsNoRound() {
        List<Shard> split = Streams.split(Streams.firstShards(1, Streams.NOW).get(0), 1, Streams.NOW);

        assertThat(round(new ReshardGoal.Split(new ShardId(0), MIDDLE), image(split, 3)))
                .isEmpty();
        assertThat(round(new ReshardGoal.ShardCount(2), image(split, 3))).isEmpty();
        assertThat(round(new ReshardGoal.Merge(new ShardId(0), new ShardId(1)), image(split, 3)))
                .isEmpty();
    }

    @Test
    void doublingIsOneRound() {
        ReshardRound round = round(new ReshardGoal.ShardCount(6), image(Streams.firstShards(3, Streams.NOW), 3))
                .orElseThrow();

        assertThat(round.parents()).hasSize(3);
        assertThat(round.children()).hasSize(6);
        assertThat(round.children()).extracting(Shard::partition).doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void everyCountIsReachedAndAllHashKeysAreCoveredOnTheWay(
            @ForAll @IntRange(min = 1, max = 12) int from, @ForAll @IntRange(min = 1, max = 12) int to) {
        Map<ShardId, Shard> shards = new TreeMap<>();
        Streams.firstShards(from, Streams.NOW).forEach(shard -> shards.put(shard.id(), shard));
        long next = from;
        for (int rounds = 0; ; rounds++) {
            assertThat(rounds).as("rounds from %d to %d", from, to).isLessThan(10);
            // An image refuses holes and overlaps.
            StreamImage image = image(List.copyOf(shards.values()), next);
            Optional<ReshardRound> round = round(new ReshardGoal.ShardCount(to), image);
            if (round.isEmpty()) {
                assertThat(image.openShards()).hasSize(to);
                return;
            }
            next += round.get().children().size();
            round.get()
                    .parents()
                    .forEach(parent -> shards.put(parent.id(), parent.closed(parent.firstOffset(), LATER)));
            round.get().children().forEach(child -> shards.put(child.id(), child.opened(0, LATER)));
            assertThat(shards.values()).extracting(Shard::partition).doesNotHaveDuplicates();
        }
    }

    private static Optional<ReshardRound> round(ReshardGoal goal, StreamImage stream) {
        return ReshardRound.towards(goal, stream, LATER);
    }

    private static StreamImage image(List<Shard> shards, long nextShardNumber) {
        List<Fact> facts = new ArrayList<>(Streams.facts(Streams.active("orders"), shards));
        facts.set(0, Streams.active("orders").withSharding(Sharding.startingAt(nextShardNumber)));
        return TestCatalog.of(facts).image().stream(new StreamName("orders")).orElseThrow();
    }
}
