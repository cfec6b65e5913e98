package io.millrace.server.kinesis.consumers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Time that passes only when a test says so. */
final class HandTurnedTime extends Clock implements Timers {

    private record Timer(Instant due, FutureTask<?> task) {}

    private final List<Timer> timers = new ArrayList<>();
    private Instant now;
    private Duration early = Duration.ZERO;

    HandTurnedTime(Instant start) {
        now = start;
    }

    void pass(Duration duration) {
        Instant until = now.plus(duration);
        Optional<Timer> next = nextUntil(until);
        while (next.isPresent()) {
            timers.remove(next.get());
            now = next.get().due();
            next.get().task().run();
            next = nextUntil(until);
        }
        now = until;
    }

    /** The next timer rings that much too early, as timers may that count by another clock. */
    void ringEarlyOnce(Duration duration) {
        early = duration;
    }

    /** How many callbacks somebody still waits for. */
    long pending() {
        return timers.stream().filter(timer -> !timer.task().isDone()).count();
    }

    private Optional<Timer> nextUntil(Instant until) {
        timers.removeIf(timer -> timer.task().isDone());
        return timers.stream().filter(timer -> !timer.due().isAfter(until)).min(Comparator.comparing(Timer::due));
    }

    @Override
    public Future<?> after(Duration delay, Runnable task) {
        Timer timer = new Timer(now.plus(delay).minus(early), new FutureTask<>(task, null));
        early = Duration.ZERO;
        timers.add(timer);
        return timer.task();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
