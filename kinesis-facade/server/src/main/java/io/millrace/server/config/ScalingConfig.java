package io.millrace.server.config;

import java.time.Duration;

/**
 * How on-demand streams scale. All nodes should have the same.
 *
 * @param splitAbove percent of what a shard takes
 * @param mergeBelow percent of what a shard takes
 */
public record ScalingConfig(
        boolean enabled,
        Duration interval,
        int splitAbove,
        Duration splitAfter,
        int mergeBelow,
        Duration mergeAfter,
        Duration pause,
        int maxShards) {

    private static final Duration LONGEST = Duration.ofDays(30);

    public ScalingConfig {
        Check.duration("scaling.interval", interval, Duration.ofMillis(100), Duration.ofMinutes(1));
        Check.range("scaling.splitAbove", splitAbove, 2, 100);
        Check.duration("scaling.splitAfter", splitAfter, interval, LONGEST);
        // Or what was split would be merged again.
        Check.range("scaling.mergeBelow", mergeBelow, 0, splitAbove / 2);
        Check.duration("scaling.mergeAfter", mergeAfter, splitAfter, LONGEST);
        Check.notNegative("scaling.pause", pause);
        Check.range("scaling.maxShards", maxShards, 1, 10_000);
    }
}
