package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class DrainWaitTest {

    private static final ClosingId CLOSING = new ClosingId("orders-1", "2");
    private static final ClosingId ANOTHER = new ClosingId("orders-1", "4");

    private final ManualLoop loop = new ManualLoop();
    private final ManualNodesLog log = new ManualNodesLog();
    private final Membership membership = new Membership(loop, log);
    private final Members members = new ClusterMembers(log, membership, loop);

    @Test
    void withoutMembersNobodyIsWaitedFor() {
        assertThat(begin()).isCompletedWithValue(Map.of());
    }

    /** Rule R3. */
    @Test
    void whoIsReadAfterTheClosingStoodThereIsWaitedForAsWell() {
        CompletableFuture<Map<Integer, Long>> wait = members.drained(CLOSING).toCompletableFuture();
        hear(Heartbeats.of("a"));
        endReads();

        assertThat(wait).isNotCompleted();
        hear(Heartbeats.drained("a", CLOSING, Map.of()));
        assertThat(wait).isCompleted();
    }

    @Test
    void everyMemberMustHaveDrainedThisClosingAndTheHighestEndCounts() {
        hear(Heartbeats.of("a"));
        hear(Heartbeats.drained("b", CLOSING, Map.of(0, 7L, 1, 2L)));
        CompletableFuture<Map<Integer, Long>> wait = begin();

        hear(Heartbeats.drained("a", ANOTHER, Map.of(0, 100L)));
        assertThat(wait).isNotCompleted();
        hear(Heartbeats.drained("a", CLOSING, Map.of(0, 9L)));

        assertThat(wait).isCompletedWithValue(Map.of(0, 9L, 1, 2L));
    }

    @Test
    void whoLeavesOrComesLaterIsNotWaitedFor() {
        hear(Heartbeats.of("a"));
        CompletableFuture<Map<Integer, Long>> wait = begin();
        hear(Heartbeats.of("later"));
        hear(Heartbeats.leaving("a"));
        assertThat(wait).isCompletedWithValue(Map.of());
    }

    @Test
    void whoJoinsAgainIsNotWaitedFor() {
        hear(Heartbeats.inTerm("a", 1));
        CompletableFuture<Map<Integer, Long>> wait = begin();
        hear(Heartbeats.inTerm("a", 1));
        assertThat(wait).isNotCompleted();
        hear(Heartbeats.inTerm("a", 2));
        assertThat(wait).isCompletedWithValue(Map.of());
    }

    @Test
    void whoFallsSilentIsGivenUpAfterItsLeaseAndTheMarginAndOneMoreLook() {
        hear(Heartbeats.of("a"));
        CompletableFuture<Map<Integer, Long>> wait = begin();
        loop.pass(Duration.ofSeconds(12));
        assertThat(wait).isNotCompleted();
        endReads();

        assertThat(wait).isCompletedWithValue(Map.of());
        assertThat(membership.find("a")).isEmpty();
    }

    @Test
    void aHeartbeatThatTheLastLookFindsBeginsTheWaitAnew() {
        hear(Heartbeats.of("a"));
        CompletableFuture<Map<Integer, Long>> wait = begin();
        loop.pass(Duration.ofSeconds(12));
        log.deliver(Heartbeats.of("a"));
        endReads();
        assertThat(wait).isNotCompleted();

        loop.pass(Duration.ofMillis(11_999));
        endReads();
        assertThat(wait).isNotCompleted();
        loop.pass(Duration.ofMillis(1));
        endReads();
        assertThat(wait).isCompleted();
    }

    @Test
    void whereTheHeartbeatsCannotBeReadTheWaitFails() {
        CompletableFuture<Map<Integer, Long>> atOnce = members.drained(CLOSING).toCompletableFuture();
        log.failReads();
        loop.run();
        assertThat(atOnce).isCompletedExceptionally();

        hear(Heartbeats.of("a"));
        CompletableFuture<Map<Integer, Long>> later = begin();
        loop.pass(Duration.ofSeconds(12));
        log.failReads();
        loop.run();
        assertThat(later).isCompletedExceptionally();
    }

    @Test
    void aWaitThatIsCancelledAsksNothingMore() {
        hear(Heartbeats.of("a"));
        CompletableFuture<Map<Integer, Long>> wait = begin();
        wait.cancel(false);
        loop.pass(Duration.ofSeconds(20));
        assertThat(log.readsUnderWay()).isZero();
    }

    private CompletableFuture<Map<Integer, Long>> begin() {
        CompletableFuture<Map<Integer, Long>> wait = members.drained(CLOSING).toCompletableFuture();
        endReads();
        return wait;
    }

    private void endReads() {
        log.endReads();
        loop.run();
    }

    private void hear(Heartbeat heartbeat) {
        log.deliver(heartbeat);
        loop.run();
    }
}
