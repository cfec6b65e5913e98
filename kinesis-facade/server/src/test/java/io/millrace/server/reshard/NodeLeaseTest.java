package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class NodeLeaseTest {

    private static final Duration LENGTH = Duration.ofSeconds(10);

    private Moment now = new Moment(0, 0);
    private final NodeLease lease = new NodeLease(LENGTH, () -> now);

    @Test
    void nothingIsHeldBeforeItIsGranted() {
        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.whenHeld().toCompletableFuture()).isNotCompleted();
    }

    @Test
    void itIsHeldForItsLengthAfterTheHeartbeatWasSent() {
        grant(now);
        pass(9, 9);
        assertThat(lease.isHeld()).isTrue();
        pass(1, 1);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aGrantThatComesTooLateGivesNothing() {
        Moment sentAt = now;
        pass(10, 10);
        grant(sentAt);

        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.whenHeld().toCompletableFuture()).isNotCompleted();
    }

    @Test
    void aSuspendedMachineDoesNotStretchIt() {
        grant(now);
        pass(0, 10);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aWallClockThatIsSetBackDoesNotStretchIt() {
        grant(now);
        pass(10, -100);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void onceSeenToHaveLapsedItStaysSo() {
        grant(now);
        pass(1, 20);
        assertThat(lease.isHeld()).isFalse();
        pass(1, -20);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aRenewalGoesOnWithTheTerm() {
        grant(now);
        long term = lease.term();
        pass(5, 5);
        assertThat(lease.renew(term, now)).isTrue();
        pass(9, 9);
        assertThat(lease.term()).isEqualTo(term);
    }

    /** Nobody may have looked in between. */
    @Test
    void aTermThatIsOverIsNotRenewed() {
        grant(now);
        long term = lease.term();
        Moment sentAt = new Moment(now.nanos() + 1, now.wallMillis());
        pass(10, 10);
        assertThat(lease.renew(term, sentAt)).isFalse();
        assertThat(lease.isHeld()).isFalse();

        grant(now);
        assertThat(lease.term()).isNotIn(Lease.NONE, term);
    }

    @Test
    void whoeverWaitsIsToldWhenItIsHeldAgain() {
        grant(now);
        assertThat(lease.whenHeld().toCompletableFuture()).isCompleted();
        lease.giveUp();
        CompletionStage<Void> again = lease.whenHeld();
        assertThat(again.toCompletableFuture()).isNotCompleted();
        grant(now);
        assertThat(again.toCompletableFuture()).isCompleted();
    }

    private void grant(Moment sentAt) {
        lease.grant(lease.nextTerm(), sentAt);
    }

    private void pass(long seconds, long wallSeconds) {
        now = new Moment(now.nanos() + Duration.ofSeconds(seconds).toNanos(), now.wallMillis() + wallSeconds * 1_000);
    }
}
