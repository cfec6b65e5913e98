package io.millrace.server.reshard.simulation;

import io.millrace.server.reshard.EventLoop;
import io.millrace.server.reshard.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A thread of a machine: what it is given it runs in order, while the machine runs and nothing holds it up. */
final class Lane implements EventLoop {

    private final World world;
    private final Machine machine;
    private final String name;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long stalledUntil;

    Lane(World world, Machine machine, String name) {
        this.world = world;
        this.machine = machine;
        this.name = name;
    }

    @Override
    public Moment now() {
        return machine.now();
    }

    @Override
    public void execute(Runnable task) {
        world.at(world.now(), () -> run(task));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        machine.at(machine.monotonic() + delay.toNanos(), () -> run(task));
    }

    /** Something has arrived for this thread. */
    void run(Runnable task) {
        if (machine.isDead()) {
            return;
        }
        if (!waiting.isEmpty() || isHeldUp()) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    void stallUntil(long time) {
        if (time >= stalledUntil) {
            stalledUntil = time;
            if (time != Long.MAX_VALUE) {
                world.at(time, this::goOn);
            }
        }
    }

    /** After a pause threads do not go on all at once. */
    void resumed() {
        stallUntil(world.now() + world.nanos(0, 5));
    }

    /** Ends a stall before its time. */
    void relieve() {
        stalledUntil = world.now();
        world.at(world.now(), this::goOn);
    }

    private void goOn() {
        while (!waiting.isEmpty() && !isHeldUp() && !machine.isDead()) {
            waiting.remove().run();
        }
    }

    private boolean isHeldUp() {
        return !machine.isRunning() || world.now() < stalledUntil;
    }

    @Override
    public String toString() {
        return machine + "/" + name;
    }
}
