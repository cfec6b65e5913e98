package io.millrace.server.scaling;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.HashKeyRouter;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.server.kinesis.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A stream to try the policy on: many keys all over the hash-key space, and some hot ones. */
final class LoadedStream {

    private final double evenLoad;
    private final Map<HashKey, Double> hotKeys;
    private List<Shard> shards;
    private long nextNumber;

    /** @param evenLoad in shards' worth, as each key's of the hot ones */
    LoadedStream(int shardCount, double evenLoad, Map<HashKey, Double> hotKeys) {
        this.evenLoad = evenLoad;
        this.hotKeys = hotKeys;
        this.shards = Streams.firstShards(shardCount, Streams.NOW);
        this.nextNumber = shardCount;
    }

    int count() {
        return shards.size();
    }

    /** As windows would show it that are full. */
    List<ShardLoad> measured() {
        return measured(load -> load, load -> load);
    }

    List<ShardLoad> measured(DoubleUnaryOperator sustained, DoubleUnaryOperator peak) {
        return shards.stream()
                .map(shard -> new ShardLoad(
                        shard,
                        Optional.of(rate(sustained.applyAsDouble(load(shard)))),
                        Optional.of(rate(peak.applyAsDouble(load(shard))))))
                .toList();
    }

    private double load(Shard shard) {
        double even = evenLoad * new ShardLoad(shard, Optional.empty(), Optional.empty()).width();
        return even
                + hotKeys.entrySet().stream()
                        .filter(key -> shard.range().contains(key.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
    }

    private static ShardRate rate(double load) {
        return new ShardRate(
                Math.round(load * ShardRate.LIMIT.recordsPerSecond()),
                Math.round(load * ShardRate.LIMIT.bytesPerSecond() / 2));
    }

    void apply(ReshardGoal goal) {
        List<Shard> now = new ArrayList<>(shards);
        if (goal instanceof ReshardGoal.Splits splits) {
            for (ReshardGoal.Split split : splits.splits()) {
                Shard parent = taken(now, split.shard());
                parent.range().splitAt(split.at()).forEach(range -> now.add(open(range)));
            }
        } else {
            for (ReshardGoal.Merge merge : ((ReshardGoal.Merges) goal).merges()) {
                HashKeyRange lower = taken(now, merge.shard()).range();
                HashKeyRange upper = taken(now, merge.adjacent()).range();
                if (!lower.endsJustBefore(upper)) {
                    throw new AssertionError("no neighbours: " + merge);
                }
                now.add(open(lower.mergeWith(upper)));
            }
        }
        now.sort(Comparator.comparing(shard -> shard.range().start()));
        // It refuses holes and overlaps.
        HashKeyRouter.of(now);
        shards = List.copyOf(now);
    }

    private static Shard taken(List<Shard> from, ShardId id) {
        Shard shard =
                from.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        from.remove(shard);
        return shard;
    }

    private Shard open(HashKeyRange range) {
        ShardId id = new ShardId(nextNumber++);
        return Shard.first(id, (int) id.number(), range, 0, Streams.NOW);
    }
}
