package io.millrace.server.reshard.simulation;

import io.millrace.server.reshard.Moment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a process on a machine: its threads, its clocks, its way to Kafka. It can be stopped (SIGSTOP: the clocks go on), suspended
 * as a virtual machine (the monotonic clock stops, the wall clock does not) and killed.
 */
final class Machine {

    /** Two such clocks are less than the margin of 1.2 apart. */
    private static final double SLOWEST = 0.92;

    private static final double FASTEST = 1.09;

    private final World world;
    private final String name;
    private final double rate;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Runnable> suspendedTimers = new ArrayList<>();
    private State state = State.RUNNING;
    private long resumeAt;
    private long monotonicBase;
    private long monotonicSince;
    private long wallOffsetMillis;
    private long cutUntil;
    private long lastWordAt = Long.MAX_VALUE;

    private enum State {
        RUNNING,
        STOPPED,
        SUSPENDED,
        DEAD
    }

    Machine(World world, String name) {
        this.world = world;
        this.name = name;
        this.rate = world.between(SLOWEST, FASTEST);
        this.monotonicSince = world.now();
    }

    Lane lane(String laneName) {
        Lane lane = new Lane(world, this, laneName);
        lanes.add(lane);
        return lane;
    }

    List<Lane> lanes() {
        return lanes;
    }

    World world() {
        return world;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    boolean isDead() {
        return state == State.DEAD;
    }

    long monotonic() {
        return state == State.SUSPENDED
                ? monotonicBase
                : monotonicBase + (long) ((world.now() - monotonicSince) * rate);
    }

    private long wallMillis() {
        return (long) (world.now() * rate) / World.MILLI + wallOffsetMillis;
    }

    Moment now() {
        return new Moment(monotonic(), wallMillis());
    }

    /** A timer of the monotonic clock. */
    void at(long monotonicTime, Runnable task) {
        long left = Math.max(0, monotonicTime - monotonic());
        world.at(world.now() + (long) Math.ceil(left / rate), () -> {
            if (state == State.SUSPENDED) {
                suspendedTimers.add(() -> at(monotonicTime, task));
            } else if (monotonic() < monotonicTime) {
                at(monotonicTime, task);
            } else {
                task.run();
            }
        });
    }

    void stop(long nanos) {
        pause(State.STOPPED, nanos);
    }

    void suspend(long nanos) {
        if (isRunning()) {
            monotonicBase = monotonic();
            pause(State.SUSPENDED, nanos);
        }
    }

    private void pause(State how, long nanos) {
        if (isRunning()) {
            state = how;
            resumeAt = world.now() + nanos;
            world.trace(() -> this + " " + how + " for " + nanos / World.MILLI + " ms");
            world.at(resumeAt, () -> {
                if (world.now() >= resumeAt) {
                    resume();
                }
            });
        }
    }

    void resume() {
        if (state == State.STOPPED || state == State.SUSPENDED) {
            if (state == State.SUSPENDED) {
                monotonicSince = world.now();
            }
            state = State.RUNNING;
            world.trace(() -> this + " goes on");
            lanes.forEach(Lane::resumed);
            List<Runnable> timers = List.copyOf(suspendedTimers);
            suspendedTimers.clear();
            timers.forEach(Runnable::run);
        }
    }

    void kill() {
        if (!isDead()) {
            world.trace(() -> this + " dies");
            state = State.DEAD;
            // What it has sent in its last moments may not have left it.
            lastWordAt = world.now() + world.nanos(0, 50);
        }
    }

    void setWallClock(long byMillis) {
        world.trace(() -> this + " has its wall clock set by " + byMillis + " ms");
        wallOffsetMillis += byMillis;
    }

    /** Nothing of it reaches Kafka, nor Kafka it, for so long; what is sent meanwhile arrives after that. */
    void cutOff(long nanos) {
        world.trace(() -> this + " is cut off for " + nanos / World.MILLI + " ms");
        cutUntil = Math.max(cutUntil, world.now() + nanos);
    }

    void reconnect() {
        cutUntil = world.now();
    }

    /** When a message that is sent now arrives, either way. */
    long arrival() {
        Weather weather = world.weather();
        long sent = Math.max(world.now(), cutUntil);
        return sent + (world.chance(weather.slow()) ? world.anyUpTo(15_000) : world.nanos(0, 8));
    }

    /** Whether what was to arrive then has left this machine at all. */
    boolean hasSent(long arrival) {
        return arrival <= lastWordAt;
    }

    Clock clock() {
        return new WallClock();
    }

    @Override
    public String toString() {
        return name;
    }

    private final class WallClock extends Clock {

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
            return Kafka.EPOCH.plusMillis(wallMillis());
        }
    }
}
