package io.millrace.server.scaling;

import io.millrace.mapping.ShardRate;
import io.millrace.mapping.catalog.ReshardGoal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which shards of an on-demand stream to split, or to merge. Pure: it remembers nothing and asks no clock.
 *
 * <p>A shard is split in the middle when its sustained load is above {@code splitAbove}, and two neighbours are merged when their
 * peaks together are below {@code mergeBelow}. That is no more than half of {@code splitAbove}: so what was split is not merged
 * again before its load has halved, nor what was merged split again before its load has doubled, and under a constant load it
 * comes to rest.
 *
 * <p>A key can be in one shard alone, and no split helps it. Where splits have left a shard many times narrower than the average,
 * and its neighbours with next to nothing, its load is that of a key, and it is left alone. Where a neighbour is busy too, keys
 * with hash keys of their own may lie close together there, and it is split on, but not for ever.
 *
 * @param splitAbove a share of what a shard takes
 * @param mergeBelow a share of what a shard takes
 * @param mostShards that a stream may have open
 */
record ScalingPolicy(double splitAbove, double mergeBelow, int mostShards) {

    /** How much narrower than the average a shard is that is split only beside a busy one. */
    private static final double NARROW = 8;

    /** How much narrower than the average a shard is that is not split at all. */
    private static final double TOO_NARROW = 1 << 16;

    private static final double NEXT_TO_NOTHING = 0.1;

    /** Of one step: its facts are one transaction, and its shards wait together. */
    private static final int MOST_AT_ONCE = 100;

    ScalingPolicy {
        if (mergeBelow * 2 > splitAbove) {
            throw new IllegalArgumentException("what was split at " + splitAbove + " would be merged at " + mergeBelow);
        }
    }

    /**
     * The next step; empty if all is as it should be, or not known yet.
     *
     * @param shards the open ones, in hash order
     * @param least so many are left by merges
     * @param warm so many are made, whatever the load
     */
    Optional<ScalingStep> decide(List<ShardLoad> shards, int least, int warm) {
        int missing = Math.min(warm, mostShards) - shards.size();
        if (missing > 0) {
            return warmUp(shards, missing);
        }
        Optional<ScalingStep> split = split(shards);
        return split.isPresent() ? split : merge(shards, shards.size() - Math.max(least, warm));
    }

    private static Optional<ScalingStep> warmUp(List<ShardLoad> shards, int missing) {
        return splitting(
                shards.stream()
                        .filter(ShardLoad::isWideEnough)
                        .sorted(Comparator.comparing(ShardLoad::width).reversed())
                        .limit(Math.min(missing, MOST_AT_ONCE))
                        .toList(),
                Optional.empty());
    }

    private Optional<ScalingStep> split(List<ShardLoad> shards) {
        List<ShardLoad> hot = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            if (sustained(shards.get(i)) > splitAbove && shards.get(i).isWideEnough() && isWorthIt(shards, i)) {
                hot.add(shards.get(i));
            }
        }
        hot.sort(Comparator.comparing(ScalingPolicy::sustained).reversed());
        int room = Math.max(0, mostShards - shards.size());
        List<ShardLoad> hottest = hot.subList(0, Math.min(hot.size(), Math.min(room, MOST_AT_ONCE)));
        return hottest.isEmpty()
                ? Optional.empty()
                : splitting(hottest, hottest.get(0).sustained());
    }

    private static boolean isWorthIt(List<ShardLoad> shards, int i) {
        double ofAverage = shards.get(i).width() * shards.size();
        return ofAverage >= 1 / NARROW
                || (ofAverage >= 1 / TOO_NARROW
                        && (isNeighbourBusy(shards, i, i - 1) || isNeighbourBusy(shards, i, i + 1)));
    }

    private static boolean isNeighbourBusy(List<ShardLoad> shards, int i, int neighbour) {
        return neighbour >= 0
                && neighbour < shards.size()
                && sustained(shards.get(neighbour)) > NEXT_TO_NOTHING * sustained(shards.get(i));
    }

    /** Below any threshold while it is not known. */
    private static double sustained(ShardLoad shard) {
        return shard.sustained().map(ShardRate::load).orElse(0.0);
    }

    private static Optional<ScalingStep> splitting(List<ShardLoad> shards, Optional<ShardRate> rate) {
        List<ReshardGoal.Split> splits = shards.stream()
                .map(each -> new ReshardGoal.Split(each.shard().id(), each.middle()))
                .toList();
        return splits.isEmpty() ? Optional.empty() : Optional.of(new ScalingStep(new ReshardGoal.Splits(splits), rate));
    }

    private Optional<ScalingStep> merge(List<ShardLoad> shards, int spare) {
        List<Pair> cold = new ArrayList<>();
        for (int i = 1; i < shards.size(); i++) {
            Pair.of(shards.get(i - 1), shards.get(i))
                    .filter(pair -> pair.rate().load() < mergeBelow)
                    .ifPresent(cold::add);
        }
        // The narrowest of those that are equally idle: so an idle stream comes back to even shards.
        cold.sort(Comparator.<Pair>comparingDouble(pair -> pair.rate().load()).thenComparingDouble(Pair::width));
        List<Pair> coldest = apart(cold, Math.min(spare, MOST_AT_ONCE));
        return coldest.isEmpty() ? Optional.empty() : Optional.of(merging(coldest));
    }

    /** The first of the pairs, but no shard twice. */
    private static List<Pair> apart(List<Pair> pairs, int most) {
        Set<ShardLoad> taken = new HashSet<>();
        List<Pair> apart = new ArrayList<>();
        for (Pair pair : pairs) {
            if (apart.size() < most && !taken.contains(pair.lower()) && !taken.contains(pair.upper())) {
                taken.addAll(List.of(pair.lower(), pair.upper()));
                apart.add(pair);
            }
        }
        return apart;
    }

    private static ScalingStep merging(List<Pair> pairs) {
        return new ScalingStep(
                new ReshardGoal.Merges(pairs.stream()
                        .map(pair -> new ReshardGoal.Merge(
                                pair.lower().shard().id(), pair.upper().shard().id()))
                        .toList()),
                Optional.of(pairs.get(pairs.size() - 1).rate()));
    }

    /** Two neighbours, and what their peaks come to. */
    private record Pair(ShardLoad lower, ShardLoad upper, ShardRate rate) {

        static Optional<Pair> of(ShardLoad lower, ShardLoad upper) {
            return lower.peak().flatMap(low -> upper.peak().map(up -> new Pair(lower, upper, low.plus(up))));
        }

        double width() {
            return lower.width() + upper.width();
        }
    }
}
