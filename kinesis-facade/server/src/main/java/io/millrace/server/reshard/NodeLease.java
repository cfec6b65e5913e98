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
    private long terms;
    private volatile @Nullable Grant current;

    /** @param since before the heartbeat was sent that this comes from */
    private record Grant(long term, Moment since) {}

    public NodeLease(Duration length, Supplier<Moment> clock) {
        this.lengthNanos = length.toNanos();
        this.clock = clock;
    }

    @Override
    public long term() {
        Grant grant = current;
        if (grant == null) {
            return NONE;
        }
        return isCurrent(grant.since()) ? grant.term() : termUnlessOver();
    }

    private boolean isCurrent(Moment since) {
        return since.longestNanosUntil(clock.get()) < lengthNanos;
    }

    private synchronized long termUnlessOver() {
        Grant grant = current;
        if (grant == null) {
            return NONE;
        }
        if (!isCurrent(grant.since())) {
            giveUp();
            return NONE;
        }
        return grant.term();
    }

    @Override
    public synchronized CompletionStage<Void> whenHeld() {
        return isHeld() ? CompletableFuture.completedStage(null) : held;
    }

    /**
     * Renews the lease, or begins another term if it is not held.
     *
     * @param sentAt a moment before the heartbeat was sent that this comes from
     */
    void grant(Moment sentAt) {
        CompletableFuture<Void> waitedFor;
        synchronized (this) {
            if (!isCurrent(sentAt)) {
                return;
            }
            long term = termUnlessOver();
            current = new Grant(term == NONE ? ++terms : term, sentAt);
            waitedFor = held;
        }
        waitedFor.complete(null);
    }

    /** The node accepts nothing any more, until it is granted another lease. */
    synchronized void giveUp() {
        current = null;
        if (held.isDone()) {
            held = new CompletableFuture<>();
        }
    }
}
