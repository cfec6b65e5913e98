package io.millrace.server.reshard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes that there are, each in its place; whoever ends is followed by another run. */
final class Fleet {

    private final World world;
    private final Kafka kafka;
    private final Rules rules;
    private final long deliveryPatience;
    private final List<SimulatedNode> places = new ArrayList<>();
    private int runs;

    Fleet(World world, Kafka kafka, Rules rules, int size) {
        this.world = world;
        this.kafka = kafka;
        this.rules = rules;
        this.deliveryPatience = world.nanos(5_000, 30_000);
        for (int i = 0; i < size; i++) {
            places.add(start(i));
        }
    }

    private SimulatedNode start(int place) {
        Machine machine = new Machine(world, "n" + place + "-" + ++runs);
        world.trace(() -> machine + " starts");
        return new SimulatedNode(world, kafka, machine, rules, deliveryPatience);
    }

    int size() {
        return places.size();
    }

    SimulatedNode at(int place) {
        return places.get(place);
    }

    SimulatedNode any() {
        return world.oneOf(places);
    }

    Optional<SimulatedNode> anyServing() {
        List<SimulatedNode> serving =
                places.stream().filter(SimulatedNode::serves).toList();
        return serving.isEmpty() ? Optional.empty() : Optional.of(world.oneOf(serving));
    }

    /** Another run, once the one that is there has ended. */
    void startAgain(int place) {
        SimulatedNode last = places.get(place);
        if (last.machine().isDead()) {
            places.set(place, start(place));
        } else if (last.isLeaving()) {
            world.after(world.nanos(100, 1_000), () -> startAgain(place));
        }
    }

    void stop() {
        places.forEach(SimulatedNode::kill);
    }
}
