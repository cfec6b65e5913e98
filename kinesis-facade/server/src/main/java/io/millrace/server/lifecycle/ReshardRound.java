package io.millrace.server.lifecycle;

import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.ReshardPlan;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one round of a reshard closes and prepares. Pure.
 *
 * @param parents as they are now, OPEN
 * @param children PREPARED, on partitions that no shard of the catalog has
 */
record ReshardRound(List<Shard> parents, List<Shard> children) {

    /** The next round towards the goal; empty when it is reached, or can no longer be. */
    static Optional<ReshardRound> towards(ReshardGoal goal, StreamImage stream, Instant now) {
        return plan(goal, stream).map(round -> prepare(round, stream, now));
    }

    /** How many partitions the topic needs. */
    int partitionCount() {
        return children.stream().mapToInt(Shard::partition).max().orElse(-1) + 1;
    }

    private static Optional<ReshardPlan.Round> plan(ReshardGoal goal, StreamImage stream) {
        if (goal instanceof ReshardGoal.ShardCount count) {
            List<Shard> inHashOrder = stream.openShards().stream()
                    .sorted(Comparator.comparing(shard -> shard.range().start()))
                    .toList();
            return ReshardPlan.nextRound(inHashOrder, ReshardPlan.evenTarget(inHashOrder, count.count()));
        }
        return Optional.of(new ReshardPlan.Round(splits(goal, stream), merges(goal, stream)))
                .filter(round -> !round.splits().isEmpty() || !round.merges().isEmpty());
    }

    /** Those that are not done yet. */
    private static List<ReshardPlan.Split> splits(ReshardGoal goal, StreamImage stream) {
        List<ReshardGoal.Split> wanted = goal instanceof ReshardGoal.Split one
                ? List.of(one)
                : goal instanceof ReshardGoal.Splits many ? many.splits() : List.of();
        return wanted.stream()
                .flatMap(split ->
                        open(stream, split.shard()).stream().map(shard -> new ReshardPlan.Split(shard, split.at())))
                .toList();
    }

    /** Those that are not done yet. */
    private static List<ReshardPlan.Merge> merges(ReshardGoal goal, StreamImage stream) {
        List<ReshardGoal.Merge> wanted = goal instanceof ReshardGoal.Merge one
                ? List.of(one)
                : goal instanceof ReshardGoal.Merges many ? many.merges() : List.of();
        return wanted.stream()
                .flatMap(merge -> open(stream, merge.shard()).stream()
                        .flatMap(shard -> open(stream, merge.adjacent()).stream()
                                .map(adjacent -> new ReshardPlan.Merge(shard, adjacent))))
                .toList();
    }

    private static Optional<Shard> open(StreamImage stream, ShardId id) {
        return Optional.ofNullable(stream.allShards().get(id)).filter(Shard::acceptsWrites);
    }

    private static ReshardRound prepare(ReshardPlan.Round round, StreamImage stream, Instant now) {
        FreePartitions partitions = new FreePartitions(stream);
        List<Shard> parents = new ArrayList<>();
        List<Shard> children = new ArrayList<>();
        long number = stream.fact().sharding().nextShardNumber();
        for (ReshardPlan.Split split : round.splits()) {
            parents.add(split.shard());
            for (HashKeyRange range : split.shard().range().splitAt(split.newStart())) {
                children.add(Shard.childOf(split.shard(), new ShardId(number++), partitions.take(), range, now));
            }
        }
        for (ReshardPlan.Merge merge : round.merges()) {
            parents.add(merge.shard());
            parents.add(merge.adjacent());
            children.add(Shard.childOf(merge.shard(), merge.adjacent(), new ShardId(number++), partitions.take(), now));
        }
        return new ReshardRound(parents, children);
    }

    /** Partitions that no shard in the catalog has, the lowest first: those of expired shards, then new ones. */
    private static final class FreePartitions {

        private final BitSet taken = new BitSet();

        FreePartitions(StreamImage stream) {
            stream.allShards().values().forEach(shard -> taken.set(shard.partition()));
        }

        int take() {
            int free = taken.nextClearBit(0);
            taken.set(free);
            return free;
        }
    }
}
