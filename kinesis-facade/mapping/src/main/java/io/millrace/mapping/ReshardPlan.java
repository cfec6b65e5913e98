package io.millrace.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leads a stream's shards to other ranges by splits in two and merges of two, since a shard has at most two parents:
 * what UpdateShardCount does. The splits and merges of a round touch different shards and can be carried out at once.
 *
 * <p>A shard with target boundaries inside is split at the middle one of them; two neighbours with none inside are merged
 * if no target boundary lies between them. So the boundaries inside a shard at least halve from round to round, and after
 * them the shards inside a target range do: if no shard holds more than {@code b} target boundaries, and no target range
 * touches more than {@code t} shards, then at most {@code ceil(log2(b + 1)) + ceil(log2(t))} rounds are needed.
 * Between even ranges, to twice or half as many it is one, to anything between at most three.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
 */
public final class ReshardPlan {

    /** Far more than even boundaries can be apart by rounding (their count), far less than a shard is wide. */
    private static final long ROUNDING = 1L << 32;

    private ReshardPlan() {}

    /** Reshardings that can be done at once: no shard is in two of them. Never empty. */
    public record Round(List<Split> splits, List<Merge> merges) {

        public Round {
            splits = List.copyOf(splits);
            merges = List.copyOf(merges);
        }
    }

    /** SplitShard: {@code newStart} is the NewStartingHashKey. */
    public record Split(Shard shard, HashKey newStart) {}

    /** MergeShards: the hash keys of {@code adjacent} follow those of {@code shard}. */
    public record Merge(Shard shard, Shard adjacent) {}

    /**
     * {@link HashKeyRange#even(int)}, but with the boundaries that the shards already have where the two differ by no more
     * than rounding: 3 times 2^128 / 3 rounded down is not 6 times 2^128 / 6 rounded down, and without this a doubling
     * would cut shards of a single hash key and merge them away again. Between rounds the answer stays the same.
     */
    public static List<HashKeyRange> evenTarget(List<Shard> open, int count) {
        NavigableSet<HashKey> existing = new TreeSet<>();
        open.forEach(shard -> existing.add(shard.range().start()));
        List<HashKeyRange> target = new ArrayList<>(count);
        HashKeyRange rest = HashKeyRange.FULL;
        for (HashKeyRange range : HashKeyRange.even(count).subList(1, count)) {
            List<HashKeyRange> parts = rest.splitAt(orNearby(existing, range.start()));
            target.add(parts.get(0));
            rest = parts.get(1);
        }
        target.add(rest);
        return List.copyOf(target);
    }

    private static HashKey orNearby(NavigableSet<HashKey> existing, HashKey even) {
        HashKey below = existing.floor(even);
        HashKey above = existing.ceiling(even);
        if (below != null && isNearby(below, even)) {
            return below;
        }
        return above != null && isNearby(even, above) ? above : even;
    }

    private static boolean isNearby(HashKey lower, HashKey upper) {
        long difference = upper.low() - lower.low();
        long borrowed = Long.compareUnsigned(upper.low(), lower.low()) < 0 ? 1 : 0;
        return upper.high() - lower.high() == borrowed && Long.compareUnsigned(difference, ROUNDING) < 0;
    }

    /**
     * What to do next; empty if the shards' ranges are the target.
     *
     * @throws IllegalArgumentException if the shards or the target leave a hole in the hash-key space, overlap, or are
     *     not in hash order
     */
    public static Optional<Round> nextRound(List<Shard> openInHashOrder, List<HashKeyRange> target) {
        requireCover(openInHashOrder.stream().map(Shard::range).toList());
        requireCover(target);
        NavigableSet<HashKey> targetStarts = new TreeSet<>();
        target.forEach(range -> targetStarts.add(range.start()));

        List<Split> splits = splits(openInHashOrder, targetStarts);
        List<Merge> merges = merges(openInHashOrder, targetStarts, splits);
        return splits.isEmpty() && merges.isEmpty() ? Optional.empty() : Optional.of(new Round(splits, merges));
    }

    private static List<Split> splits(List<Shard> shards, NavigableSet<HashKey> targetStarts) {
        List<Split> splits = new ArrayList<>();
        for (Shard shard : shards) {
            HashKeyRange range = shard.range();
            List<HashKey> inside = List.copyOf(targetStarts.subSet(range.start(), false, range.end(), true));
            if (!inside.isEmpty()) {
                splits.add(new Split(shard, inside.get(inside.size() / 2)));
            }
        }
        return splits;
    }

    private static List<Merge> merges(List<Shard> shards, Set<HashKey> targetStarts, List<Split> splits) {
        Set<ShardId> busy = new HashSet<>();
        splits.forEach(split -> busy.add(split.shard().id()));
        List<Merge> merges = new ArrayList<>();
        for (int i = 1; i < shards.size(); i++) {
            Shard shard = shards.get(i - 1);
            Shard adjacent = shards.get(i);
            boolean boundaryStays = targetStarts.contains(adjacent.range().start());
            if (!boundaryStays && !busy.contains(shard.id()) && !busy.contains(adjacent.id())) {
                merges.add(new Merge(shard, adjacent));
                busy.add(adjacent.id());
            }
        }
        return merges;
    }

    private static void requireCover(List<HashKeyRange> ranges) {
        Coverage.flawIn(ranges).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw);
        });
    }
}
