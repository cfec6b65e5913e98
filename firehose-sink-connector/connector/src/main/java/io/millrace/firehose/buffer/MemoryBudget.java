package io.millrace.firehose.buffer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all buffers of a task hold in memory.
 *
 * <p>It counts and refuses nobody: a record that was read must go somewhere. Who reads asks {@link #isExceeded} between records, and then spills,
 * rolls and reads no more.
 */
public final class MemoryBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    public void add(long bytes) {
        used.addAndGet(bytes);
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    public long used() {
        return used.get();
    }

    public boolean isExceeded() {
        return used.get() > limit;
    }

    /** What is to be let go of, so that reading may go on for a while. */
    public long excess() {
        return used.get() - limit / 4 * 3;
    }

    /** Whether letting go of so much would be worth it. */
    public boolean isMostly(long bytes) {
        return bytes > limit / 2;
    }
}
