package io.millrace.server.reshard;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** An event loop whose time a test turns. */
final class ManualLoop implements EventLoop {

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::nanos).thenComparing(Timer::number));

    private long nanos;
    private long wallMillis;
    private int count;

    private record Timer(long nanos, int number, Runnable task) {}

    @Override
    public Moment now() {
        return new Moment(nanos, wallMillis);
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(nanos + delay.toNanos(), count++, task));
    }

    /** Runs what is due now. */
    void run() {
        pass(Duration.ZERO);
    }

    /** Lets time pass, by both clocks, and runs what falls due. */
    void pass(Duration time) {
        long until = nanos + time.toNanos();
        while (!timers.isEmpty() && timers.peek().nanos() <= until) {
            Timer next = timers.remove();
            advanceTo(Math.max(nanos, next.nanos()));
            next.task().run();
        }
        advanceTo(until);
    }

    private void advanceTo(long time) {
        wallMillis += time / 1_000_000 - nanos / 1_000_000;
        nanos = time;
    }
}
