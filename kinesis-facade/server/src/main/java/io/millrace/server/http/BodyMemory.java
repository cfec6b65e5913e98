package io.millrace.server.http;

import io.millrace.server.operation.AnswerMemory;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of bodies in flight over all connections, requests' and answers', held under a limit. */
public final class BodyMemory {

    private static final int SHARES = 8;

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

    /** What one answer may take ahead of being made, so that many at once get less each, and all get some. */
    private long share() {
        return Math.max(0, limit - used.get()) / SHARES;
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

    /**
     * What one request holds. It grows until it is released, once, by whichever thread ends the request. What is taken ahead, before
     * the answer is made, it grows into first.
     */
    final class Reservation implements AnswerMemory {

        private static final long RELEASED = -1;

        private final AtomicLong held = new AtomicLong();

        /** Of what is held, what nothing has been put into; one thread after the other makes the answer. */
        private volatile long ahead;

        @Override
        public long share() {
            return BodyMemory.this.share();
        }

        @Override
        public long take(long least, long wanted) {
            long some = Math.max(least, Math.min(wanted, share()));
            if (grow(some)) {
                ahead = some;
            } else if (grow(least)) {
                ahead = least;
            }
            return ahead;
        }

        /** Gives back what was taken ahead and turned out not to be needed. */
        void trim() {
            long unused = ahead;
            ahead = 0;
            long before = held.getAndUpdate(now -> now == RELEASED ? RELEASED : now - unused);
            if (before != RELEASED) {
                used.addAndGet(-unused);
            }
        }

        /** Whether there was room; if not, or after the release, nothing has changed. */
        boolean grow(long bytes) {
            if (bytes <= ahead) {
                ahead -= bytes;
                return held.get() != RELEASED;
            }
            long more = bytes - ahead;
            if (!growBy(more)) {
                return false;
            }
            ahead = 0;
            return true;
        }

        private boolean growBy(long bytes) {
            if (held.get() == RELEASED || !BodyMemory.this.take(bytes)) {
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
