package io.millrace.dynamodb.lineage;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far all shards of a stream have been read: one consistent cut. Immutable, and in the order of the shards' ids.
 */
public final class Positions {

    public static final Positions NONE = new Positions(Map.of());

    private final Map<ShardId, Position> positions;

    private Positions(Map<ShardId, Position> positions) {
        this.positions = positions;
    }

    public static Positions of(Map<ShardId, Position> positions) {
        return new Positions(Collections.unmodifiableMap(new TreeMap<>(positions)));
    }

    public Optional<Position> of(ShardId shard) {
        return Optional.ofNullable(positions.get(shard));
    }

    public boolean isEmpty() {
        return positions.isEmpty();
    }

    /** In the order of the shards' ids. */
    public Map<ShardId, Position> asMap() {
        return positions;
    }

    public Positions with(ShardId shard, Position position) {
        Map<ShardId, Position> changed = new TreeMap<>(positions);
        changed.put(shard, position);
        return new Positions(Collections.unmodifiableMap(changed));
    }

    public Positions without(Iterable<ShardId> shards) {
        Map<ShardId, Position> changed = new TreeMap<>(positions);
        shards.forEach(changed::remove);
        return new Positions(Collections.unmodifiableMap(changed));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Positions that && positions.equals(that.positions);
    }

    @Override
    public int hashCode() {
        return positions.hashCode();
    }

    @Override
    public String toString() {
        return PositionsJson.write(this);
    }
}
