package io.millrace.server.reshard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What befalls nodes, until the world is healed. Each schedule has its own kinds of trouble, and its own measure of each. */
final class Faults {

    private final World world;
    private final Fleet fleet;
    private final long until;

    /** A virtual machine that is suspended needs a wall clock that is not set back meanwhile: one kind of trouble a schedule. */
    private final boolean suspends;

    private final double aimed;

    private final List<Runnable> known = new ArrayList<>();
    private Optional<SimulatedNode> deaf = Optional.empty();

    Faults(World world, Fleet fleet, long until) {
        this.world = world;
        this.fleet = fleet;
        this.until = until;
        this.suspends = world.chance(0.5);
        this.aimed = world.chance(0.5) ? 0 : world.between(0, 0.5);
    }

    void begin() {
        world.weather(Weather.any(world));
        sometimes(0.3, this::crash);
        sometimes(0.3, this::pause);
        sometimes(0.3, () -> any().machine().cutOff(world.anyUpTo(18_000)));
        sometimes(0.3, () -> stall(any().catalogTail()));
        sometimes(0.3, () -> stall(any().nodesTail()));
        sometimes(0.3, () -> stall(world.oneOf(any().machine().lanes())));
        sometimes(0.2, this::leave);
        if (!suspends) {
            sometimes(0.3, () -> any().machine().setWallClock(world.nanos(-60_000, 60_000) / World.MILLI));
        }
    }

    /** Just when it hurts most. */
    void aim() {
        while (world.now() < until && !known.isEmpty() && world.chance(aimed)) {
            world.after(world.anyUpTo(1_000), world.oneOf(known));
        }
    }

    private SimulatedNode any() {
        return fleet.any();
    }

    private void sometimes(double probability, Runnable fault) {
        if (world.chance(probability)) {
            known.add(fault);
            again(1_500 * World.MILLI + world.anyUpTo(60_000), fault);
        }
    }

    private void again(long pause, Runnable fault) {
        world.after((long) (pause * world.between(0, 2)), () -> {
            if (world.now() < until) {
                fault.run();
                again(pause, fault);
            }
        });
    }

    private void stall(Lane lane) {
        lane.stallUntil(world.now() + world.anyUpTo(30_000));
    }

    private void crash() {
        int place = world.below(fleet.size());
        fleet.at(place).kill();
        startLater(place);
    }

    private void leave() {
        int place = world.below(fleet.size());
        fleet.at(place).leave();
        startLater(place);
    }

    private void startLater(int place) {
        world.after(world.nanos(200, 25_000), () -> fleet.startAgain(place));
    }

    private void pause() {
        Machine machine = any().machine();
        long nanos = world.anyUpTo(30_000);
        if (suspends && world.chance(0.5)) {
            machine.suspend(nanos);
        } else {
            machine.stop(nanos);
        }
    }

    /** All goes well from now on; but one node may stay as deaf, or as dead, as it is. */
    void heal() {
        world.trace(() -> "all is well from now on");
        world.weather(Weather.CALM);
        deaf = world.chance(0.3) && fleet.size() > 1 ? Optional.of(fleet.any()) : Optional.empty();
        for (int place = 0; place < fleet.size(); place++) {
            SimulatedNode node = fleet.at(place);
            node.machine().resume();
            node.machine().reconnect();
            if (isSound(node)) {
                node.machine().lanes().forEach(Lane::relieve);
                fleet.startAgain(place);
            } else {
                world.trace(() -> node.machine() + " hears nothing of the catalog any more");
                node.catalogTail().stallUntil(Long.MAX_VALUE);
            }
        }
    }

    /** Whether requests to it can be expected to end. */
    boolean isSound(SimulatedNode node) {
        return deaf.isEmpty() || deaf.get() != node;
    }
}
