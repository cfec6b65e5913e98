package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ShardGateTest {

    private final ShardGate gate = new ShardGate();

    @Test
    void aShutGateWithNobodyInsideIsDrained() {
        assertThat(gate.shut()).isCompleted();
        assertThat(gate.tryEnter()).isFalse();
    }

    @Test
    void itIsDrainedWhenTheLastHasLeft() {
        assertThat(gate.tryEnter()).isTrue();
        assertThat(gate.tryEnter()).isTrue();
        CompletableFuture<Void> drained = gate.shut().toCompletableFuture();

        gate.leave();
        assertThat(drained).isNotCompleted();
        gate.leave();
        assertThat(drained).isCompleted();
    }

    @Test
    void itCountsWhatWasAcknowledged() {
        assertThat(gate.tryEnter()).isTrue();
        assertThat(gate.tryEnter()).isTrue();
        assertThat(gate.tryEnter()).isTrue();
        gate.leaveAppended(7, 100);
        gate.leaveAppended(8, 20);
        gate.leave();

        assertThat(gate.count()).isEqualTo(new ShardGate.Count(2, 120));
    }

    @Test
    void anOpenGateIsNotDrained() {
        CompletableFuture<Void> drained = gate.drained().toCompletableFuture();
        gate.tryEnter();
        gate.leave();

        assertThat(drained).isNotCompleted();
        gate.shut();
        assertThat(drained).isCompleted();
    }

    @Test
    void toShutItAgainChangesNothing() {
        gate.tryEnter();
        gate.shut();
        CompletableFuture<Void> drained = gate.shut().toCompletableFuture();

        assertThat(drained).isNotCompleted();
        gate.leave();
        assertThat(drained).isCompleted();
    }

    @Test
    void aReopenedGateLetsInAndTellsThoseWhoWaitForItsEnd() {
        gate.tryEnter();
        CompletableFuture<Void> undone = gate.shut().toCompletableFuture();
        gate.reopen();

        assertThat(undone).isCompletedExceptionally();
        assertThat(gate.tryEnter()).isTrue();
        CompletableFuture<Void> drained = gate.shut().toCompletableFuture();
        gate.leave();
        assertThat(drained).isNotCompleted();
        gate.leave();
        assertThat(drained).isCompleted();
    }

    @Test
    void toReopenAnOpenGateChangesNothing() {
        gate.tryEnter();
        CompletableFuture<Void> drained = gate.drained().toCompletableFuture();
        gate.reopen();

        gate.shut();
        gate.leave();
        assertThat(drained).isCompleted();
    }

    @Test
    @Timeout(60)
    void nobodyIsInsideADrainedGateHoweverThreadsMeet() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 300; round++) {
                new Meeting().run(threads);
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Three threads go in and out while the gate is shut, opened and shut again. */
    private static final class Meeting {

        private static final int PASSES = 500;

        private final ShardGate gate = new ShardGate();
        private final AtomicBoolean drained = new AtomicBoolean();

        void run(ExecutorService threads) throws ExecutionException, InterruptedException {
            List<Future<Boolean>> passing = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                passing.add(threads.submit(this::pass));
            }
            gate.shut();
            Thread.yield();
            gate.reopen();
            gate.shut().toCompletableFuture().join();
            drained.set(true);
            for (Future<Boolean> each : passing) {
                assertThat(each.get()).as("never inside when drained").isTrue();
            }
        }

        private boolean pass() {
            for (int i = 0; i < PASSES; i++) {
                if (gate.tryEnter()) {
                    Thread.onSpinWait();
                    boolean late = drained.get();
                    gate.leave();
                    if (late) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
