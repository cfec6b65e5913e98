package io.millrace.server.reshard;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way into one shard on this node. It counts the appends that are under way, and once shut it lets none in and tells
 * when the last has ended.
 */
public final class ShardGate {

    /** No record was acknowledged. */
    static final long NONE = -1;

    private static final long SHUT = Long.MIN_VALUE;

    /** The number of appends under way; the sign bit says shut. */
    private final AtomicLong state = new AtomicLong();

    private volatile CompletableFuture<Void> drained = new CompletableFuture<>();

    /** Written by the producer's one thread before it leaves, and read once the gate is drained. */
    private long acknowledgedEnd = NONE;

    /** Added to by the producer's one thread alone, so without an atomic addition; anybody may look. */
    private final AtomicLong records = new AtomicLong();

    private final AtomicLong bytes = new AtomicLong();

    /** What was acknowledged since this gate was made. */
    public record Count(long records, long bytes) {}

    ShardGate() {}

    /** Counts an append in; false if the shard takes none now. Whoever was let in must {@link #leave}. */
    public boolean tryEnter() {
        long now;
        do {
            now = state.get();
            if (now < 0) {
                return false;
            }
        } while (!state.compareAndSet(now, now + 1));
        return true;
    }

    /** Leaves after an append of so many bytes that Kafka has acknowledged at this offset. */
    public void leaveAppended(long offset, int size) {
        acknowledgedEnd = Math.max(acknowledgedEnd, offset + 1);
        records.setOpaque(records.getPlain() + 1);
        bytes.setOpaque(bytes.getPlain() + size);
        leave();
    }

    public Count count() {
        return new Count(records.getOpaque(), bytes.getOpaque());
    }

    /** The offset behind the last acknowledged record, once drained; {@link #NONE} if there was none. */
    long acknowledgedEnd() {
        return acknowledgedEnd;
    }

    public void leave() {
        if (state.decrementAndGet() == SHUT) {
            CompletableFuture<Void> closing = drained;
            // Not if the gate was opened and shut again in between: others may have come in since.
            if (state.get() == SHUT) {
                closing.complete(null);
            }
        }
    }

    /** Lets nobody in from now on. Only the thread that follows the catalog shuts and opens gates. */
    CompletionStage<Void> shut() {
        if (state.updateAndGet(now -> now | SHUT) == SHUT) {
            drained.complete(null);
        }
        return drained;
    }

    /** Completes when the gate is shut and every append that was let in has ended; fails if it is opened before. */
    public CompletionStage<Void> drained() {
        return drained;
    }

    /** Lets appends in again, if the gate is shut: the closing was undone. */
    void reopen() {
        if (state.get() < 0) {
            CompletableFuture<Void> undone = drained;
            drained = new CompletableFuture<>();
            state.updateAndGet(now -> now & ~SHUT);
            undone.completeExceptionally(new CancellationException("the closing of the shard was undone"));
        }
    }
}
