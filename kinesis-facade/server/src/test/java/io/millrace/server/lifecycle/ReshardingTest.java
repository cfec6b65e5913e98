package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.Shard.State;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kafka.ShardTopics;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.reshard.ClosingId;
import io.millrace.server.reshard.Members;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Steps of nodes that do not know what others have done meanwhile. */
final class ReshardingTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final ReshardGoal SPLIT = new ReshardGoal.Split(new ShardId(0), new HashKey(1L << 62, 0));
    private static final ReshardGoal OTHER_SPLIT = new ReshardGoal.Split(new ShardId(1), new HashKey(-1L << 62, 0));

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(ORDERS, Streams.firstShards(2, Streams.NOW)));
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private final Map<Integer, Long> carriedOn = new HashMap<>();
    private final Members drained = closing -> CompletableFuture.completedStage(Map.of(0, 7L, 1, 3L));
    private final Resharding resharding = resharding(drained);

    @Test
    void aSplitIsBegunFinishedAndArrives() {
        watermarks.put(0, 5L);
        aim(SPLIT);

        step(stream());
        assertThat(states()).containsExactly(State.CLOSING, State.OPEN, State.PREPARED, State.PREPARED);
        step(stream());
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN, State.OPEN, State.OPEN);
        step(stream());

        assertThat(stream().fact().isActive()).isTrue();
        assertThat(stream().fact().sharding().goal()).isEmpty();
    }

    @Test
    void whatMembersWereToldCountsWhereABrokerKnowsOfLess() {
        watermarks.put(0, 5L);
        aim(SPLIT);
        step(stream());
        step(stream());

        assertThat(stream().allShards().get(new ShardId(0)).closed())
                .hasValueSatisfying(end -> assertThat(end.endOffset()).isEqualTo(7));
    }

    /** It would be read again, in the child. */
    @Test
    void aChildBeginsBehindWhatWasCarriedOnOutOfItsPartition() {
        watermarks.put(2, 5L);
        watermarks.put(3, 5L);
        carriedOn.put(2, 9L);
        carriedOn.put(3, 4L);
        aim(SPLIT);
        step(stream());
        step(stream());

        assertThat(stream().allShards().values())
                .filteredOn(shard -> shard.partition() > 1)
                .extracting(Shard::firstOffset)
                .containsExactly(9L, 5L);
    }

    /** It would be ACTIVE with a shard that nobody closes or opens any more. */
    @Test
    void whoThinksThatTheGoalIsReachedEndsNoOtherReshard() {
        aim(SPLIT);
        step(stream());
        step(stream());
        StreamImage reached = stream();
        step(stream());
        aim(OTHER_SPLIT);
        step(stream());

        step(reached);

        assertThat(stream().fact().status()).isEqualTo(StreamStatus.UPDATING);
        assertThat(ClosingId.of(stream())).isPresent();
    }

    /** What was said of the first closing would count for another one of its name. */
    @Test
    void whoComesLateTakesUpNoNumbersOfAClosingThatWasUndone() {
        aim(SPLIT);
        StreamImage before = stream();
        step(stream());
        Optional<ClosingId> undone = ClosingId.of(stream());
        resharding.undo(stream()).toCompletableFuture().join();
        aim(SPLIT);

        step(before);
        assertThat(ClosingId.of(stream())).isEmpty();
        step(stream());

        assertThat(ClosingId.of(stream())).isPresent().isNotEqualTo(undone);
    }

    @Test
    void whoGivesUpUndoesNoReshardThatOthersHaveBegunSince() {
        aim(SPLIT);
        StreamImage before = stream();
        step(stream());

        resharding.undo(before).toCompletableFuture().join();

        assertThat(states()).contains(State.CLOSING);
    }

    @Test
    void whoWaitedForAClosingThatWasUndoneClosesNothing() {
        aim(SPLIT);
        step(stream());
        StreamImage first = stream();
        resharding.undo(stream()).toCompletableFuture().join();
        aim(SPLIT);
        step(stream());

        step(first);

        assertThat(states()).contains(State.CLOSING).doesNotContain(State.CLOSED);
    }

    /** They say so only while the closing stands. */
    @Test
    void whoWaitsForMembersGoesOnWhenOthersHaveFinished() {
        CompletableFuture<Map<Integer, Long>> wait = new CompletableFuture<>();
        aim(SPLIT);
        step(stream());

        CompletableFuture<?> slow = resharding(closing -> wait).step(stream()).toCompletableFuture();
        assertThat(slow).isNotCompleted();
        step(stream());

        assertThat(slow).isCompletedWithValueMatching(Boolean.FALSE::equals);
        assertThat(wait).isCancelled();
        assertThat(states()).containsExactly(State.CLOSED, State.OPEN, State.OPEN, State.OPEN);
    }

    private Resharding resharding(Members members) {
        return new Resharding(
                catalog,
                new FakeTopics(),
                (stream, incarnation, partitions) -> CompletableFuture.completedStage(carriedOn),
                members,
                Streams.CLOCK);
    }

    private void aim(ReshardGoal goal) {
        StreamFact fact = stream().fact();
        catalog.put(fact.withStatus(StreamStatus.UPDATING)
                .withSharding(fact.sharding().towards(goal)));
    }

    private void step(StreamImage stream) {
        resharding.step(stream).toCompletableFuture().join();
    }

    private StreamImage stream() {
        return catalog.image().stream(ORDERS.name()).orElseThrow();
    }

    private List<State> states() {
        return stream().allShards().values().stream().map(Shard::state).toList();
    }

    private final class FakeTopics implements ShardTopics {

        @Override
        public CompletionStage<Void> grow(StreamName stream, int partitions) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Map<Integer, Long>> highWatermarks(StreamName stream, Set<Integer> partitions) {
            Map<Integer, Long> asked = new HashMap<>();
            partitions.forEach(partition -> asked.put(partition, watermarks.getOrDefault(partition, 0L)));
            return CompletableFuture.completedStage(asked);
        }
    }
}
