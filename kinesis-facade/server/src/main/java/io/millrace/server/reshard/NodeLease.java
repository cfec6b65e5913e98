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

    /** The number of a term that a heartbeat may name, and that is held once it is granted. */
    synchronized long nextTerm() {
        return ++terms;
    }

    /**
     * Begins a term, unless the heartbeat is too old already.
     *
     * @param sentAt a moment before the heartbeat was sent that this comes from
     */
    void grant(long term, Moment sentAt) {
        CompletableFuture<Void> waitedFor;
        synchronized (this) {
            if (!isCurrent(sentAt)) {
                return;
            }
            current = new Grant(term, sentAt);
            waitedFor = held;
        }
        waitedFor.complete(null);
    }

    /** False if the term is over: a lease that has run out is not revived, however timely the heartbeat was sent. */
    synchronized boolean renew(long term, Moment sentAt) {
        if (termUnlessOver() != term) {
            return false;
        }
        current = new Grant(term, sentAt);
        return true;
    }

    /** The node accepts nothing any more, until it is granted another lease. */
    synchronized void giveUp() {
        current = null;
        if (held.isDone()) {
            held = new CompletableFuture<>();
        }
    }
}
