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
        lease.grant(now);
        pass(9, 9);
        assertThat(lease.isHeld()).isTrue();
        pass(1, 1);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aGrantThatComesTooLateGivesNothing() {
        Moment sentAt = now;
        pass(10, 10);
        lease.grant(sentAt);

        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.whenHeld().toCompletableFuture()).isNotCompleted();
    }

    @Test
    void aSuspendedMachineDoesNotStretchIt() {
        lease.grant(now);
        pass(0, 10);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aWallClockThatIsSetBackDoesNotStretchIt() {
        lease.grant(now);
        pass(10, -100);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void onceSeenToHaveLapsedItStaysSo() {
        lease.grant(now);
        pass(1, 20);
        assertThat(lease.isHeld()).isFalse();
        pass(1, -20);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aRenewalGoesOnWithTheTermAndALapseEndsIt() {
        lease.grant(now);
        long first = lease.term();
        pass(5, 5);
        lease.grant(now);
        assertThat(lease.term()).isEqualTo(first);

        pass(10, 10);
        assertThat(lease.term()).isEqualTo(Lease.NONE);
        lease.grant(now);
        assertThat(lease.term()).isNotIn(Lease.NONE, first);
    }

    /** Nobody may have looked in between. */
    @Test
    void aLapseThatNobodySawEndsTheTermAsWell() {
        lease.grant(now);
        long first = lease.term();
        pass(10, 10);
        lease.grant(now);
        assertThat(lease.term()).isNotIn(Lease.NONE, first);
    }

    @Test
    void whoeverWaitsIsToldWhenItIsHeldAgain() {
        lease.grant(now);
        assertThat(lease.whenHeld().toCompletableFuture()).isCompleted();
        lease.giveUp();
        CompletionStage<Void> again = lease.whenHeld();
        assertThat(again.toCompletableFuture()).isNotCompleted();
        lease.grant(now);
        assertThat(again.toCompletableFuture()).isCompleted();
    }

    private void pass(long seconds, long wallSeconds) {
        now = new Moment(now.nanos() + Duration.ofSeconds(seconds).toNanos(), now.wallMillis() + wallSeconds * 1_000);
    }
}
