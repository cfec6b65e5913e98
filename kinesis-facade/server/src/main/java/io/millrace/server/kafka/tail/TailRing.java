package io.millrace.server.kafka.tail;

import io.millrace.server.kafka.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of one partition, in one life of its topic: everything committed from one offset up to another, without a
 * hole. One thread adds at the end and takes away at the beginning; any number read.
 */
final class TailRing {

    private final String incarnation;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile long lastReadNanos = System.nanoTime();

    /** By their ends, so that the one above an offset is where it lies, or where the next record does. */
    private final TreeMap<Long, TailChunk> chunks = new TreeMap<>();

    private long begin;
    private long end;
    private boolean caughtUp;
    private boolean closed;

    private record Waiter(long offset, CompletableFuture<Void> reached) {}

    /** What lies at an offset: a chunk, or nothing yet. */
    private record Place(@Nullable TailChunk chunk, long end, boolean caughtUp) {}

    TailRing(String incarnation, long begin) {
        this.incarnation = incarnation;
        this.begin = begin;
        this.end = begin;
    }

    String incarnation() {
        return incarnation;
    }

    /** Empty if the ring does not reach back, or not yet reach, to where the request begins. */
    Optional<TailPage> read(ReadRequest request) {
        lastReadNanos = System.nanoTime();
        List<TailRecords.Run> found = new ArrayList<>();
        int count = 0;
        long next = request.fromOffset();
        long horizon = request.notBefore().toEpochMilli();
        int bytes = 0;
        while (next < request.endOffset()) {
            Place place = place(next);
            if (place == null) {
                return next == request.fromOffset()
                        ? Optional.empty()
                        : page(found, next, OptionalLong.empty(), OptionalLong.empty(), false);
            }
            TailChunk chunk = place.chunk();
            if (chunk == null) {
                long reached = Math.min(place.end(), request.endOffset());
                return page(found, reached, OptionalLong.empty(), OptionalLong.of(place.end()), place.caughtUp());
            }
            int from = chunk.indexOf(next);
            int i = from;
            for (; i < chunk.count() && chunk.offset(i) < request.endOffset(); i++) {
                if (chunk.timestamp(i) >= horizon) {
                    int size = chunk.size(i);
                    if (count == request.maxRecords() || (count > 0 && bytes + size > request.maxBytes())) {
                        add(found, chunk, from, i);
                        return page(found, next, OptionalLong.of(chunk.timestamp(i)), OptionalLong.empty(), false);
                    }
                    count++;
                    bytes += size;
                } else {
                    add(found, chunk, from, i);
                    from = i + 1;
                }
                next = chunk.offset(i) + 1;
            }
            add(found, chunk, from, i);
            next = Math.min(chunk.end(), request.endOffset());
        }
        return page(found, next, OptionalLong.empty(), OptionalLong.empty(), false);
    }

    private static void add(List<TailRecords.Run> found, TailChunk chunk, int from, int to) {
        if (from < to) {
            found.add(new TailRecords.Run(chunk, from, to));
        }
    }

    private static Optional<TailPage> page(
            List<TailRecords.Run> found, long next, OptionalLong nextTimestamp, OptionalLong end, boolean caughtUp) {
        return Optional.of(new TailPage(new TailRecords(found), next, nextTimestamp, end, caughtUp));
    }

    private synchronized @Nullable Place place(long offset) {
        if (closed || offset < begin || offset > end) {
            return null;
        }
        Map.Entry<Long, TailChunk> entry = chunks.higherEntry(offset);
        return new Place(entry == null ? null : entry.getValue(), end, caughtUp);
    }

    /** Completes when the ring has grown beyond the offset, or will grow no more. Whoever loses interest completes or cancels it. */
    CompletableFuture<Void> beyond(long offset) {
        Waiter waiter = new Waiter(offset, new CompletableFuture<>());
        waiters.add(waiter);
        waiter.reached().whenComplete((nothing, e) -> waiters.remove(waiter));
        if (!isWaitedFor(offset)) {
            waiter.reached().complete(null);
        }
        return waiter.reached();
    }

    private synchronized boolean isWaitedFor(long offset) {
        return !closed && end <= offset;
    }

    synchronized long end() {
        return end;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Whether nobody has read it for so long, and nobody waits. */
    boolean isIdle(long nanos) {
        return waiters.isEmpty() && System.nanoTime() - lastReadNanos > nanos;
    }

    synchronized void append(TailChunk chunk) {
        chunks.put(chunk.end(), chunk);
        end = chunk.end();
    }

    /** Everything below the offset has been appended, or is nothing to return. */
    void reach(long offset, boolean nowCaughtUp) {
        synchronized (this) {
            end = Math.max(end, offset);
            caughtUp = nowCaughtUp;
        }
        waiters.stream()
                .filter(waiter -> waiter.offset() < offset)
                .forEach(waiter -> waiter.reached().complete(null));
    }

    /** Goes on behind what is too large to be kept; what lies before it has been released. */
    synchronized void leap(long offset) {
        end = offset;
        begin = offset;
    }

    /** Lets its oldest chunk go, and tells how many bytes that were. */
    synchronized long evictOldest() {
        Map.Entry<Long, TailChunk> oldest = chunks.pollFirstEntry();
        if (oldest == null) {
            return 0;
        }
        begin = oldest.getKey();
        oldest.getValue().letGo();
        return oldest.getValue().bytes();
    }

    /** Lets everything go, and tells how many bytes that were. */
    synchronized long evictAll() {
        long bytes = chunks.values().stream().mapToLong(TailChunk::bytes).sum();
        chunks.values().forEach(TailChunk::letGo);
        chunks.clear();
        begin = end;
        return bytes;
    }

    /** Nobody reads from it or waits for it any more. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        waiters.forEach(waiter -> waiter.reached().complete(null));
    }
}
