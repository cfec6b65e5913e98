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
import java.util.stream.Stream;

/** A stream with its shards and consumers, at one moment of the catalog. */
public final class StreamImage {

    private final StreamFact fact;
    private final NavigableMap<ShardId, Shard> shards;
    private final NavigableMap<String, ConsumerFact> consumers;
    private final Optional<HashKeyRouter> router;

    StreamImage(StreamFact fact, NavigableMap<ShardId, Shard> shards, NavigableMap<String, ConsumerFact> consumers) {
        this.fact = fact;
        this.shards = Collections.unmodifiableNavigableMap(new TreeMap<>(shards));
        this.consumers = Collections.unmodifiableNavigableMap(new TreeMap<>(consumers));
        List<Shard> open = openShards();
        this.router = open.isEmpty() ? Optional.empty() : Optional.of(HashKeyRouter.of(open));
    }

    public StreamFact fact() {
        return fact;
    }

    /** A fact of this stream; empty if there is none of this key. */
    Optional<Fact> factOf(FactKey key) {
        if (key.equals(fact.key())) {
            return Optional.of(fact);
        }
        Stream<Fact> all = Stream.concat(
                shards.values().stream().map(shard -> new ShardFact(fact.name(), fact.incarnation(), shard)),
                consumers.values().stream());
        return all.filter(each -> each.key().equals(key)).findFirst();
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
}
