package io.millrace.server.lifecycle;

import io.millrace.mapping.Shard;
import io.millrace.mapping.Shard.State;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kafka.CarriedStrays;
import io.millrace.server.kafka.ShardTopics;
import io.millrace.server.kafka.UntilKnown;
import io.millrace.server.reshard.ClosingId;
import io.millrace.server.reshard.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * UPDATING to ACTIVE, in rounds of two steps. {@link #begin} makes the children's partitions and says CLOSING; {@link
 * #finish} waits until nobody appends to the parents, reads where they end, and opens the children (rules R2 to R6).
 */
public final class Resharding implements Transition {

    private final Catalog catalog;
    private final ShardTopics topics;
    private final CarriedStrays strays;
    private final StandingClosing standing;
    private final Clock clock;

    public Resharding(Catalog catalog, ShardTopics topics, CarriedStrays strays, Members members, Clock clock) {
        this.catalog = catalog;
        this.topics = topics;
        this.strays = strays;
        this.standing = new StandingClosing(catalog, members);
        this.clock = clock;
    }

    @Override
    public CompletionStage<?> step(StreamImage stream) {
        List<Shard> closing = in(stream, State.CLOSING);
        if (!closing.isEmpty()) {
            return finish(stream, closing);
        }
        Optional<ReshardRound> round =
                stream.fact().sharding().goal().flatMap(goal -> ReshardRound.towards(goal, stream, clock.instant()));
        return round.isPresent() ? begin(stream, round.get()) : arrive(stream);
    }

    private CompletionStage<Boolean> begin(StreamImage stream, ReshardRound round) {
        Set<Integer> partitions = partitions(round.children().stream());
        return topics.grow(stream.fact().name(), round.partitionCount())
                // Their leaders must answer before anything is closed.
                .thenCompose(grown ->
                        UntilKnown.ask(() -> topics.highWatermarks(stream.fact().name(), partitions)))
                .thenCompose(known -> catalog.change(unlessOvertaken(stream, now -> closeAndPrepare(now, round))));
    }

    /**
     * Does nothing if another node has begun a round, undone one, or turned to another goal since this step looked at the stream:
     * the step would take up numbers of shards again, or end what it does not know of.
     */
    private static Decision<Boolean> unlessOvertaken(StreamImage stream, Function<StreamImage, List<Change>> changes) {
        return Guarded.whileIt(
                stream,
                StreamStatus.UPDATING,
                (image, now) ->
                        now.fact().sharding().equals(stream.fact().sharding()) ? changes.apply(now) : List.of());
    }

    private static List<Change> closeAndPrepare(StreamImage now, ReshardRound round) {
        boolean asPlanned = round.parents().stream()
                        .allMatch(parent -> parent.equals(now.allShards().get(parent.id())))
                && round.children().stream().noneMatch(child -> now.allShards().containsKey(child.id()));
        if (!asPlanned) {
            return List.of();
        }
        StreamFact fact = now.fact();
        List<Change> changes = new ArrayList<>();
        round.parents().forEach(parent -> changes.add(put(fact, parent.withState(State.CLOSING))));
        round.children().forEach(child -> changes.add(put(fact, child)));
        long next = round.children().stream()
                        .mapToLong(child -> child.id().number())
                        .max()
                        .orElseThrow()
                + 1;
        changes.add(new Change.Put(fact.withSharding(fact.sharding().withNextShardNumber(next))));
        return changes;
    }

    private CompletionStage<Boolean> finish(StreamImage stream, List<Shard> closing) {
        StreamFact fact = stream.fact();
        List<Shard> children = in(stream, State.PREPARED);
        ClosingId id = ClosingId.of(stream).orElseThrow();
        return standing.drained(stream)
                .thenCompose(told -> told.isEmpty()
                        ? CompletableFuture.completedStage(false)
                        : bounds(fact, closing, children, told.get())
                                .thenCompose(bounds -> catalog.change(Guarded.whileIt(
                                        stream,
                                        StreamStatus.UPDATING,
                                        // Undone and begun anew, it would have other children: these bounds would then
                                        // be
                                        // too low.
                                        (image, now) -> ClosingId.of(now).equals(Optional.of(id))
                                                ? closeAndOpen(now, closing, children, bounds)
                                                : List.of()))));
    }

    /**
     * By partition, where parents end and children begin (rule R5). A broker that does not know yet that it leads a partition no more
     * may answer with a watermark below what the new leader has: what nodes were told themselves is believed over it, and what was
     * carried on out of a child's partition is none of the child's.
     */
    private CompletionStage<Map<Integer, Long>> bounds(
            StreamFact fact, List<Shard> closing, List<Shard> children, Map<Integer, Long> acknowledged) {
        Set<Integer> all = partitions(Stream.concat(closing.stream(), children.stream()));
        return topics.highWatermarks(fact.name(), all)
                .thenApply(watermarks -> atLeast(watermarks, acknowledged))
                .thenCombine(
                        strays.positions(fact.name(), fact.incarnation(), partitions(children.stream())),
                        Resharding::atLeast);
    }

    private static Map<Integer, Long> atLeast(Map<Integer, Long> watermarks, Map<Integer, Long> known) {
        Map<Integer, Long> bounds = new HashMap<>(watermarks);
        bounds.replaceAll((partition, bound) -> Math.max(bound, known.getOrDefault(partition, 0L)));
        return bounds;
    }

    private static Set<Integer> partitions(Stream<Shard> shards) {
        return shards.map(Shard::partition).collect(Collectors.toSet());
    }

    private List<Change> closeAndOpen(
            StreamImage now, List<Shard> closing, List<Shard> children, Map<Integer, Long> bounds) {
        Instant time = clock.instant();
        List<Change> changes = new ArrayList<>();
        closing.forEach(shard -> changes.add(put(now.fact(), shard.closed(bounds.get(shard.partition()), time))));
        children.forEach(shard -> changes.add(put(now.fact(), shard.opened(bounds.get(shard.partition()), time))));
        return changes;
    }

    private CompletionStage<Boolean> arrive(StreamImage stream) {
        return catalog.change(unlessOvertaken(
                stream,
                now -> List.of(new Change.Put(now.fact()
                        .withStatus(StreamStatus.ACTIVE)
                        .withSharding(now.fact().sharding().arrived())))));
    }

    /** Gives the reshard up: what is closing is open again, what was prepared never was. */
    CompletionStage<Boolean> undo(StreamImage stream) {
        return catalog.change(unlessOvertaken(stream, Resharding::undone));
    }

    private static List<Change> undone(StreamImage now) {
        StreamFact fact = now.fact();
        List<Change> changes = new ArrayList<>();
        in(now, State.CLOSING).forEach(shard -> changes.add(put(fact, shard.withState(State.OPEN))));
        in(now, State.PREPARED)
                .forEach(shard -> changes.add(new Change.Remove(FactKey.ofShard(fact.name(), shard.id()))));
        now.givingUp().forEach(left -> changes.add(new Change.Put(left)));
        return changes;
    }

    private static List<Shard> in(StreamImage stream, State state) {
        return stream.allShards().values().stream()
                .filter(shard -> shard.state() == state)
                .toList();
    }

    private static Change put(StreamFact fact, Shard shard) {
        return new Change.Put(new ShardFact(fact.name(), fact.incarnation(), shard));
    }
}
