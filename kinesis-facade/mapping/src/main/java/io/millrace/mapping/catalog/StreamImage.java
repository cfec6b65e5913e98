package io.millrace.mapping.catalog;

import io.millrace.mapping.HashKeyRouter;
import io.millrace.mapping.Shard;
import io.millrace.mapping.Shard.State;
import io.millrace.mapping.ShardId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A stream with its shards and consumers, at one moment of the catalog. */
public final class StreamImage {

    private final StreamFact fact;
    private final NavigableMap<ShardId, Shard> shards;
    private final NavigableMap<String, ConsumerFact> consumers;
    private final HistoryFact history;
    private final Optional<HashKeyRouter> router;

    StreamImage(
            StreamFact fact,
            NavigableMap<ShardId, Shard> shards,
            NavigableMap<String, ConsumerFact> consumers,
            Optional<HistoryFact> history) {
        this.fact = fact;
        this.shards = Collections.unmodifiableNavigableMap(new TreeMap<>(shards));
        this.consumers = Collections.unmodifiableNavigableMap(new TreeMap<>(consumers));
        this.history = history.filter(each -> each.incarnation().equals(fact.incarnation()))
                .orElseGet(() -> HistoryFact.empty(fact));
        List<Shard> open = openShards();
        this.router = open.isEmpty() ? Optional.empty() : Optional.of(HashKeyRouter.of(open));
    }

    public StreamFact fact() {
        return fact;
    }

    /** Every shard that the catalog knows, prepared ones included. */
    public NavigableMap<ShardId, Shard> allShards() {
        return shards;
    }

    /** The shards that clients may know of, in the order of their numbers. */
    public List<Shard> visibleShards() {
        return shards.values().stream().filter(s -> s.state() != State.PREPARED).toList();
    }

    /** The shards without an end, those that are closing included. */
    public List<Shard> openShards() {
        return shards.values().stream().filter(Shard::isOpen).toList();
    }

    public Optional<Shard> visibleShard(ShardId id) {
        return Optional.ofNullable(shards.get(id)).filter(s -> s.state() != State.PREPARED);
    }

    /**
     * The shard that a record lies in, as readers get it; none if it lies where no shard is, as strays do. Certain only of records that were written before
     * this was known to be the newest image.
     */
    public Optional<Shard> shardAt(int partition, long offset) {
        return visibleShards().stream()
                .filter(shard -> shard.partition() == partition && shard.holds(offset))
                .findFirst();
    }

    /** The shards that came out of this one, once they are open. */
    public List<Shard> childrenOf(ShardId parent) {
        return shards.tailMap(parent, false).values().stream()
                .filter(s -> s.state() != State.PREPARED)
                .filter(s -> s.parent().filter(parent::equals).isPresent()
                        || s.adjacentParent().filter(parent::equals).isPresent())
                .toList();
    }

    /** Empty while the stream is being created. */
    public Optional<HashKeyRouter> router() {
        return router;
    }

    public NavigableMap<String, ConsumerFact> consumers() {
        return consumers;
    }

    /** The last reshards; without steps if there was none. */
    public HistoryFact history() {
        return history;
    }

    /** What begins a reshard: the stream UPDATING, on its way to the goal, and the step in its history. */
    public List<Fact> beginning(ReshardGoal goal, ReshardStep step) {
        return List.of(
                fact.withStatus(StreamStatus.UPDATING)
                        .withSharding(fact.sharding().towards(goal)),
                history.plus(step));
    }

    /** What a reshard that is given up leaves: the stream ACTIVE, and its history telling so. */
    public List<Fact> givingUp() {
        StreamFact active = fact.withStatus(StreamStatus.ACTIVE)
                .withSharding(fact.sharding().arrived());
        return history.steps().isEmpty() ? List.of(active) : List.of(active, history.lastUndone());
    }
}
