package io.millrace.server.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Those who wait until a log has been read up to an offset. */
final class OffsetWaiters {

    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
    private long position;

    private record Waiter(long offset, CompletableFuture<Void> reached) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return Long.compare(offset, other.offset);
        }
    }

    /** Completes when every record below the offset has been read. */
    synchronized CompletionStage<Void> reach(long offset) {
        if (position >= offset) {
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> reached = new CompletableFuture<>();
        waiters.add(new Waiter(offset, reached));
        return reached;
    }

    /** Everything below this offset has been read. */
    void reached(long offset) {
        List<Waiter> there = new ArrayList<>();
        synchronized (this) {
            position = offset;
            while (!waiters.isEmpty() && waiters.peek().offset() <= offset) {
                there.add(waiters.remove());
            }
        }
        there.forEach(waiter -> waiter.reached().complete(null));
    }

    /** Nothing more will be read. */
    void fail(RuntimeException cause) {
        List<Waiter> all;
        synchronized (this) {
            all = List.copyOf(waiters);
            waiters.clear();
        }
        all.forEach(waiter -> waiter.reached().completeExceptionally(cause));
    }
}
