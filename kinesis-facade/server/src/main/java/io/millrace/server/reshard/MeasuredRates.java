package io.millrace.server.reshard;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a node writes to the open shards of on-demand streams. It goes with every heartbeat, so only the busiest shards are
 * named, and of the others is told what none of them exceeds.
 *
 * @param shards by the incarnation of their stream
 * @param others no shard that is not named has a higher rate, in records or in bytes
 */
public record MeasuredRates(Map<String, Map<ShardId, ShardRate>> shards, ShardRate others) {

    /** About 5 KiB. */
    static final int MOST_NAMED = 200;

    public MeasuredRates {
        Map<String, Map<ShardId, ShardRate>> copy = new HashMap<>();
        shards.forEach((incarnation, ofStream) -> copy.put(incarnation, Map.copyOf(ofStream)));
        shards = Map.copyOf(copy);
    }

    /** One shard's. */
    public record Measured(String incarnation, ShardId shard, ShardRate rate) {}

    public static MeasuredRates of(List<Measured> all) {
        List<Measured> busiestFirst = all.stream()
                .filter(each -> !each.rate().equals(ShardRate.ZERO))
                .sorted(Comparator.<Measured>comparingDouble(each -> each.rate().load())
                        .reversed())
                .toList();
        int named = Math.min(busiestFirst.size(), MOST_NAMED);
        Map<String, Map<ShardId, ShardRate>> shards = new HashMap<>();
        busiestFirst
                .subList(0, named)
                .forEach(each -> shards.computeIfAbsent(each.incarnation(), name -> new HashMap<>())
                        .put(each.shard(), each.rate()));
        ShardRate others = busiestFirst.subList(named, busiestFirst.size()).stream()
                .map(Measured::rate)
                .reduce(ShardRate.ZERO, ShardRate::max);
        return new MeasuredRates(shards, others);
    }

    public ShardRate atLeast(String incarnation, ShardId shard) {
        return shards.getOrDefault(incarnation, Map.of()).getOrDefault(shard, ShardRate.ZERO);
    }

    public ShardRate atMost(String incarnation, ShardId shard) {
        return shards.getOrDefault(incarnation, Map.of()).getOrDefault(shard, others);
    }
}
