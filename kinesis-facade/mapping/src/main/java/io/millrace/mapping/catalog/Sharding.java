package io.millrace.mapping.catalog;

import java.util.Optional;

/**
 * How a stream's shards are numbered, and where it is being taken.
 *
 * @param nextShardNumber the number of the next shard; it never repeats in a stream's life
 * @param goal set while the stream is resharded
 */
public record Sharding(long nextShardNumber, Optional<ReshardGoal> goal) {

    public static Sharding startingAt(long nextShardNumber) {
        return new Sharding(nextShardNumber, Optional.empty());
    }

    public Sharding withNextShardNumber(long next) {
        return new Sharding(next, goal);
    }

    public Sharding towards(ReshardGoal newGoal) {
        return new Sharding(nextShardNumber, Optional.of(newGoal));
    }

    public Sharding arrived() {
        return new Sharding(nextShardNumber, Optional.empty());
    }
}
