package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ShardGatesTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final String INCARNATION = ORDERS.incarnation();
    private static final ShardId FIRST = new ShardId(0);

    private final Shard shard = Streams.firstShards(1, Streams.NOW).get(0);
    private final TestCatalog catalog = TestCatalog.of(Streams.facts(ORDERS, List.of(shard)));
    private final ShardGates gates = new ShardGates();

    @BeforeEach
    void follow() {
        catalog.onChange(gates::follow);
    }

    @Test
    void everyOpenShardHasAnOpenGate() {
        assertThat(gate(FIRST))
                .hasValueSatisfying(gate -> assertThat(gate.tryEnter()).isTrue());
    }

    @Test
    void shardsThatThisNodeDoesNotKnowHaveNone() {
        assertThat(gate(new ShardId(1))).isEmpty();
        assertThat(gates.find("another", FIRST)).isEmpty();
    }

    @Test
    void aClosingShardIsShutAndDrainsWhenTheLastAppendHasEnded() {
        ShardGate gate = gate(FIRST).orElseThrow();
        gate.tryEnter();
        put(shard.withState(Shard.State.CLOSING));
        CompletableFuture<Void> drained = drained();

        assertThat(gate.tryEnter()).isFalse();
        assertThat(drained).isNotCompleted();
        gate.leave();
        assertThat(drained).isCompleted();
    }

    @Test
    void aClosingThatIsUndoneOpensTheGateAgain() {
        put(shard.withState(Shard.State.CLOSING));
        put(shard);

        assertThat(gate(FIRST))
                .hasValueSatisfying(gate -> assertThat(gate.tryEnter()).isTrue());
    }

    @Test
    void toAskWhetherAnOpenShardIsDrainedDoesNotShutIt() {
        assertThat(drained()).isNotCompleted();

        assertThat(gate(FIRST).orElseThrow().tryEnter()).isTrue();
    }

    @Test
    void aClosedShardsGateStaysUntilWhatIsUnderWayHasEnded() {
        ShardGate gate = gate(FIRST).orElseThrow();
        gate.tryEnter();
        split();

        assertThat(gate(FIRST)).contains(gate);
        assertThat(gate.tryEnter()).isFalse();
        gate.leave();
        assertThat(gate(FIRST)).isEmpty();
    }

    @Test
    void childrenHaveGatesOnceTheyAreOpen() {
        Shard prepared = Shard.childOf(shard, new ShardId(1), 1, shard.range(), Streams.NOW);
        put(prepared);
        assertThat(gate(new ShardId(1))).isEmpty();

        split();
        assertThat(gate(new ShardId(1)).orElseThrow().tryEnter()).isTrue();
        assertThat(gate(new ShardId(2)).orElseThrow().tryEnter()).isTrue();
    }

    @Test
    void aDeletedStreamsGatesAreGone() {
        catalog.write(List.of(
                new Change.Remove(FactKey.ofStream(ORDERS.name())),
                new Change.Remove(FactKey.ofShard(ORDERS.name(), FIRST))));

        assertThat(gate(FIRST)).isEmpty();
        assertThat(drained()).isCompleted();
    }

    @Test
    void aStreamMadeAgainHasGatesOfItsOwn() {
        ShardGate old = gate(FIRST).orElseThrow();
        StreamFact again = StreamFact.creating(ORDERS.name(), "again", Streams.NOW, ORDERS.mode());
        catalog.write(List.of(new Change.Put(again), new Change.Put(new ShardFact(again.name(), "again", shard))));

        assertThat(gate(FIRST)).isEmpty();
        assertThat(old.tryEnter()).isFalse();
        assertThat(gates.find("again", FIRST).orElseThrow().tryEnter()).isTrue();
    }

    @Test
    void changesOfOtherStreamsLeaveGatesAlone() {
        ShardGate gate = gate(FIRST).orElseThrow();
        catalog.put(Streams.active("clicks"));

        assertThat(gate(FIRST)).contains(gate);
        assertThat(gate.tryEnter()).isTrue();
    }

    @Test
    void aClosingIsDrainedWhenAllItsShardsAreAndTellsWhereTheyEnd() {
        List<String> told = new ArrayList<>();
        gates.onDrained(() -> told.add("drained"));
        ShardGate gate = gate(FIRST).orElseThrow();
        gate.tryEnter();
        gate.tryEnter();
        close(1);

        assertThat(gates.drained()).isEmpty();
        gate.leaveAppended(41, 100);
        gate.leave();
        assertThat(gates.drained()).containsExactly(new Drained(INCARNATION + "/1", Map.of(shard.partition(), 42L)));
        assertThat(told).containsExactly("drained");
    }

    @Test
    void aClosingThatIsUndoneIsNotDrainedAndTheNextOneIsAnother() {
        gate(FIRST).orElseThrow().tryEnter();
        close(1);
        undo(1);
        gate(FIRST).orElseThrow().leave();
        assertThat(gates.drained()).isEmpty();

        close(3);
        assertThat(gates.drained()).containsExactly(new Drained(INCARNATION + "/3", Map.of()));
    }

    @Test
    void anUndoThatWasNeverSeenMakesAnotherClosingAllTheSame() {
        close(1);
        List<Change> changes = new ArrayList<>(prepared(3));
        prepared(1).forEach(child -> changes.add(new Change.Remove(child.key())));
        catalog.write(changes);

        assertThat(gates.drained()).extracting(Drained::closing).containsExactly(INCARNATION + "/3");
    }

    @Test
    void nothingIsLeftOfAClosingThatIsOver() {
        close(1);
        split();

        assertThat(gates.drained()).isEmpty();
    }

    private void close(long firstChild) {
        List<Change> changes = new ArrayList<>(prepared(firstChild));
        changes.add(new Change.Put(new ShardFact(ORDERS.name(), INCARNATION, shard.withState(Shard.State.CLOSING))));
        catalog.write(changes);
    }

    private void undo(long firstChild) {
        List<Change> changes = new ArrayList<>();
        prepared(firstChild).forEach(child -> changes.add(new Change.Remove(child.key())));
        changes.add(new Change.Put(new ShardFact(ORDERS.name(), INCARNATION, shard)));
        catalog.write(changes);
    }

    private List<Change> prepared(long firstChild) {
        List<HashKeyRange> halves = shard.range().splitAt(new HashKey(Long.MIN_VALUE, 0));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < halves.size(); i++) {
            ShardId id = new ShardId(firstChild + i);
            Shard child = Shard.childOf(shard, id, 1 + i, halves.get(i), Streams.NOW);
            changes.add(new Change.Put(new ShardFact(ORDERS.name(), INCARNATION, child)));
        }
        return changes;
    }

    private void put(Shard changed) {
        catalog.put(new ShardFact(ORDERS.name(), INCARNATION, changed));
    }

    private void split() {
        catalog.write(Streams.split(shard, 1, Streams.NOW).stream()
                .<Change>map(each -> new Change.Put(new ShardFact(ORDERS.name(), INCARNATION, each)))
                .toList());
    }

    private Optional<ShardGate> gate(ShardId id) {
        return gates.find(INCARNATION, id);
    }

    private CompletableFuture<Void> drained() {
        return gate(FIRST)
                .map(gate -> gate.drained().toCompletableFuture())
                .orElse(CompletableFuture.completedFuture(null));
    }
}
