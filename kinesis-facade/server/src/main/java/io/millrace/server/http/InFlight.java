package io.millrace.server.http;

import java.time.Duration;

/** Counts the requests under way, and lets none in once the server drains. */
final class InFlight {

    private int count;
    private boolean closed;

    /** Whether the request may go on; one that may is to {@link #leave} once its answer is sent. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        count++;
        return true;
    }

    synchronized void leave() {
        count--;
        notifyAll();
    }

    synchronized int count() {
        return count;
    }

    synchronized void close() {
        closed = true;
    }

    /** Whether all that were under way have ended in time. */
    synchronized boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (count > 0) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
