package io.millrace.firehose.destination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler and its clock, in which waits take no time: either at once, or when the test says so. */
public final class VirtualTime extends ScheduledThreadPoolExecutor {

    private static final Instant START = Instant.parse("2026-02-03T05:00:00Z");

    private final boolean held;
    private final Deque<Wait> waiting = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = START;

    private VirtualTime(boolean held) {
        super(1);
        this.held = held;
    }

    /** Whoever waits goes on at once. */
    public static VirtualTime flowing() {
        return new VirtualTime(false);
    }

    /** Whoever waits goes on with {@link #goOn}. */
    public static VirtualTime held() {
        return new VirtualTime(true);
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (delay <= 0 || isShutdown()) {
            return super.schedule(task, delay, unit);
        }
        var started = new Wait(task, Duration.of(delay, unit.toChronoUnit()));
        synchronized (this) {
            waits.add(started.time());
            if (held) {
                waiting.add(started);
                notifyAll();
                return null;
            }
        }
        return run(started);
    }

    /** Until somebody waits; then that wait is over. */
    public void goOn() throws InterruptedException {
        Wait next;
        synchronized (this) {
            awaitWait();
            next = waiting.remove();
        }
        run(next);
    }

    /** Until somebody waits. */
    public void awaitWait() throws InterruptedException {
        awaitWaits(1);
    }

    /** Until so many wait at once. */
    public synchronized void awaitWaits(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (waiting.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(waiting.size() + " wait, not " + count);
            }
            wait(left);
        }
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    public synchronized Duration elapsed() {
        return Duration.between(START, now);
    }

    private synchronized Instant now() {
        return now;
    }

    private ScheduledFuture<?> run(Wait wait) {
        pass(wait.time());
        return super.schedule(wait.task(), 0, TimeUnit.NANOSECONDS);
    }

    private record Wait(Runnable task, Duration time) {}
}
