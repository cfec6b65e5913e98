package io.millrace.server.kafka.tail;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What all rings together may hold. Who needs room takes it from the oldest chunk there is, whichever ring has it: what lies
 * longest is the likeliest to have been read by all. The tailing thread adds chunks, readers add forms of them.
 */
final class TailMemory {

    private final long limit;
    private volatile long used;

    /** The ring of each chunk that is held, oldest first: a ring's own chunks are in the same order. */
    private final Deque<TailRing> oldestFirst = new ArrayDeque<>();

    TailMemory(long limit) {
        this.limit = limit;
    }

    long limit() {
        return limit;
    }

    long used() {
        return used;
    }

    /** Appends the chunk to the ring; one that is larger than all memory is passed over. */
    synchronized void append(TailRing ring, TailChunk chunk) {
        if (chunk.bytes() > limit) {
            release(ring);
            ring.leap(chunk.end());
            return;
        }
        while (used + chunk.bytes() > limit) {
            evictOldest();
        }
        used = used + chunk.bytes();
        oldestFirst.add(ring);
        chunk.heldBy(this);
        ring.append(chunk);
    }

    /** Makes room for what is kept beside a chunk's data; false if the chunk has been let go, or is for that. */
    synchronized boolean charge(TailChunk chunk, long bytes) {
        while (chunk.isHeld() && used + bytes > limit) {
            evictOldest();
        }
        if (!chunk.isHeld()) {
            return false;
        }
        used = used + bytes;
        chunk.grow(bytes);
        return true;
    }

    private void evictOldest() {
        used = used - oldestFirst.remove().evictOldest();
    }

    /** Frees what the ring holds. */
    synchronized void release(TailRing ring) {
        oldestFirst.removeIf(holder -> holder == ring);
        used = used - ring.evictAll();
    }
}
