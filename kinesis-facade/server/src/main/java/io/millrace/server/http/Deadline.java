package io.millrace.server.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The next moment by which something must have happened. Every request sets it several times, so that costs no timer: one that was set
 * before goes off, finds that the moment has moved, and is set again. To be used on one thread, the event loop's.
 */
final class Deadline {

    private final EventExecutor eventLoop;
    private final Runnable passed;
    private boolean set;
    private long at;
    private @Nullable Future<?> timer;
    private long timerAt;

    Deadline(EventExecutor eventLoop, Runnable passed) {
        this.eventLoop = eventLoop;
        this.passed = passed;
    }

    /** Takes the place of the moment that was set before. */
    void set(Duration fromNow) {
        at = eventLoop.ticker().nanoTime() + fromNow.toNanos();
        set = true;
        if (timer != null && timerAt - at > 0) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null) {
            startTimer(fromNow.toNanos());
        }
    }

    /** There is nothing to wait for. */
    void clear() {
        set = false;
    }

    /** Lets go of the timer. */
    void stop() {
        set = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void startTimer(long nanos) {
        timerAt = at;
        timer = eventLoop.schedule(this::goOff, nanos, TimeUnit.NANOSECONDS);
    }

    private void goOff() {
        timer = null;
        long left = at - eventLoop.ticker().nanoTime();
        if (set && left > 0) {
            startTimer(left);
        } else if (set) {
            set = false;
            passed.run();
        }
    }
}
