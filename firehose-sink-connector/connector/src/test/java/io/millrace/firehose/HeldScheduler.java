package io.millrace.firehose;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what it is given until a test runs it. */
public final class HeldScheduler extends ScheduledThreadPoolExecutor {

    private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    private final List<Long> waits = new CopyOnWriteArrayList<>();

    public HeldScheduler() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (isShutdown()) {
            return super.schedule(task, delay, unit);
        }
        waits.add(unit.toMillis(delay));
        held.add(task);
        return null;
    }

    /** How long it was to wait, in milliseconds, each time. */
    public List<Long> waits() {
        return waits;
    }

    public boolean isEmpty() {
        return held.isEmpty();
    }

    /** Runs the next task, which may be on its way still. */
    public void run() {
        try {
            Runnable next = held.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was scheduled");
            }
            next.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
