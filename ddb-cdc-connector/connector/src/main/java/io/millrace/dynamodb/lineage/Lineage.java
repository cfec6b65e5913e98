package io.millrace.dynamodb.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which shards of a stream may be read, from what was listed and what was read. Knows neither network nor time.
 *
 * <p>A child is read when its parent is finished, or is certain to be gone: absent from two whole listings that have the child. A shard without a position was
 * not read, unless a shard that descends from it has one. What is finished stays in the positions for as long as it is listed, so a listing
 * in parts, or one that is interrupted, never makes a shard look new that is not.
 */
public final class Lineage {

    private final Map<ShardId, Shard> shards = new TreeMap<>();
    private Positions positions;
    /** Those that the last whole listing had, and had no parent of. */
    private Set<ShardId> missed = Set.of();
    /** Those of which the one before had none either. */
    private Set<ShardId> orphans = Set.of();

    public Lineage(Positions positions) {
        this.positions = positions;
    }

    public Positions positions() {
        return positions;
    }

    /** Some shards of the stream; those of a listing's pages as they come. */
    public void listed(Collection<Shard> page) {
        page.forEach(shard -> shards.put(shard.id(), shard));
    }

    /** These are all that the stream has: what is not among them is gone. */
    public void listedAll(Set<ShardId> all) {
        Set<ShardId> missedBefore = missed;
        missed = all.stream()
                .filter(shard ->
                        parent(shard).filter(parent -> !all.contains(parent)).isPresent())
                .collect(Collectors.toSet());
        orphans = missed.stream().filter(missedBefore::contains).collect(Collectors.toSet());
        Set<ShardId> ancestors = ancestorsOfBegun();
        List<ShardId> forgotten = new ArrayList<>();
        positions.asMap().forEach((shard, position) -> {
            if (position instanceof Position.Finished && !all.contains(shard) && ancestors.contains(shard)) {
                forgotten.add(shard);
            }
        });
        positions = positions.without(forgotten);
        shards.keySet()
                .removeIf(shard -> !all.contains(shard) && positions.of(shard).isEmpty());
    }

    /** Those to read now: begun and not finished, or with nothing before them that is unread. */
    public Set<ShardId> readable() {
        Set<ShardId> readable = new TreeSet<>();
        positions.asMap().forEach((shard, position) -> {
            if (!(position instanceof Position.Finished)) {
                readable.add(shard);
            }
        });
        Set<ShardId> ancestors = ancestorsOfBegun();
        for (Shard shard : shards.values()) {
            if (positions.of(shard.id()).isEmpty()
                    && !ancestors.contains(shard.id())
                    && nothingBefore(shard, ancestors)) {
                readable.add(shard.id());
            }
        }
        return readable;
    }

    private boolean nothingBefore(Shard shard, Set<ShardId> ancestors) {
        if (shard.parent().isEmpty()) {
            return true;
        }
        ShardId parent = shard.parent().get();
        return positions
                .of(parent)
                .map(Position.Finished.class::isInstance)
                .orElse(ancestors.contains(parent) || orphans.contains(shard.id()));
    }

    /** Those before shards that have a position: they were finished, or the latter would not have been begun. */
    private Set<ShardId> ancestorsOfBegun() {
        Set<ShardId> ancestors = new HashSet<>();
        for (ShardId begun : positions.asMap().keySet()) {
            Optional<ShardId> ancestor = parent(begun);
            while (ancestor.isPresent() && ancestors.add(ancestor.get())) {
                ancestor = parent(ancestor.get());
            }
        }
        return ancestors;
    }

    private Optional<ShardId> parent(ShardId shard) {
        return Optional.ofNullable(shards.get(shard)).flatMap(Shard::parent);
    }

    /** Whether something waits for one more whole listing. */
    public boolean isInDoubt() {
        return missed.stream()
                .anyMatch(shard -> !orphans.contains(shard)
                        && positions.of(shard).isEmpty()
                        && !ancestorsOfBegun().contains(shard)
                        && parent(shard).flatMap(positions::of).isEmpty());
    }

    /** Reading has come so far. */
    public void reached(ShardId shard, Position position) {
        positions = positions.with(shard, position);
    }

    /** Whether there is a shard that descends from this one. */
    public boolean hasChild(ShardId shard) {
        return shards.values().stream()
                .anyMatch(other -> other.parent().filter(shard::equals).isPresent());
    }
}
