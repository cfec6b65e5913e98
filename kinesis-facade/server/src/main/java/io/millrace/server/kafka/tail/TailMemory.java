package io.millrace.server.kafka.tail;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What all rings together may hold. Who needs room takes it from the oldest chunk there is, whichever ring has it: what lies
 * longest is the likeliest to have been read by all. Used by the tailing thread only, but for its figures.
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
    void append(TailRing ring, TailChunk chunk) {
        if (chunk.bytes() > limit) {
            release(ring);
            ring.leap(chunk.end());
            return;
        }
        long held = used;
        while (held + chunk.bytes() > limit) {
            held -= oldestFirst.remove().evictOldest();
        }
        used = held + chunk.bytes();
        oldestFirst.add(ring);
        ring.append(chunk);
    }

    /** Frees what the ring holds. */
    void release(TailRing ring) {
        oldestFirst.removeIf(holder -> holder == ring);
        used = used - ring.evictAll();
    }
}
