package io.millrace.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of bodies in flight over all connections, requests' and answers', held under a limit. */
public final class BodyMemory {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public BodyMemory(long limit) {
        this.limit = limit;
    }

    public long used() {
        return used.get();
    }

    public long limit() {
        return limit;
    }

    /** Begins with nothing reserved. */
    Reservation open() {
        return new Reservation();
    }

    private boolean take(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** What one request holds. It grows until it is released, once, by whichever thread ends the request. */
    final class Reservation {

        private static final long RELEASED = -1;

        private final AtomicLong held = new AtomicLong();

        /** Whether there was room; if not, or after the release, nothing has changed. */
        boolean grow(long bytes) {
            if (held.get() == RELEASED || !take(bytes)) {
                return false;
            }
            long before = held.getAndUpdate(now -> now == RELEASED ? RELEASED : now + bytes);
            if (before == RELEASED) {
                used.addAndGet(-bytes);
                return false;
            }
            return true;
        }

        void release() {
            long bytes = held.getAndSet(RELEASED);
            if (bytes > 0) {
                used.addAndGet(-bytes);
            }
        }
    }
}
