package io.millrace.server.reshard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lease that runs out by itself, by whichever of the machine's clocks is faster (rule N1). Once seen to have run out it
 * stays so until it is granted anew, also if the wall clock is set back.
 */
public final class NodeLease implements Lease {

    private final long lengthNanos;
    private final Supplier<Moment> clock;
    private CompletableFuture<Void> held = new CompletableFuture<>();
    private volatile @Nullable Moment since;

    public NodeLease(Duration length, Supplier<Moment> clock) {
        this.lengthNanos = length.toNanos();
        this.clock = clock;
    }

    @Override
    public boolean isHeld() {
        Moment start = since;
        return start != null && (isCurrent(start) || isHeldUnlessOver());
    }

    private boolean isCurrent(Moment start) {
        return start.longestNanosUntil(clock.get()) < lengthNanos;
    }

    private synchronized boolean isHeldUnlessOver() {
        Moment start = since;
        if (start != null && !isCurrent(start)) {
            giveUp();
        }
        return since != null;
    }

    @Override
    public synchronized CompletionStage<Void> whenHeld() {
        return isHeld() ? CompletableFuture.completedStage(null) : held;
    }

    /** @param sentAt a moment before the heartbeat was sent that this lease comes from */
    void grant(Moment sentAt) {
        CompletableFuture<Void> waitedFor;
        synchronized (this) {
            if (!isCurrent(sentAt)) {
                return;
            }
            since = sentAt;
            waitedFor = held;
        }
        waitedFor.complete(null);
    }

    /** The node accepts nothing any more, until it is granted another lease. */
    synchronized void giveUp() {
        since = null;
        if (held.isDone()) {
            held = new CompletableFuture<>();
        }
    }
}
