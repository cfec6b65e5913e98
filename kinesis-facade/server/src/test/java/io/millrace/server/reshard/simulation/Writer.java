package io.millrace.server.reshard.simulation;

import io.millrace.mapping.HashKey;
import io.millrace.server.kinesis.records.SimulatedPuts.Acknowledged;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts numbers with one key: each again and again, through any node, until it is acknowledged, and only then the next. */
final class Writer {

    private final World world;
    private final Fleet fleet;
    private final Ledger ledger;
    private final int name;
    private final HashKey key;
    private final long pause;
    private final long patience;
    private Predicate<SimulatedNode> chooses = node -> true;
    private int number;
    private int attempts;
    private int attempt;
    private boolean stopped;

    Writer(World world, Fleet fleet, Ledger ledger, int name) {
        this.world = world;
        this.fleet = fleet;
        this.ledger = ledger;
        this.name = name;
        this.key = new HashKey(world.nextLong(), world.nextLong());
        this.pause = world.nanos(5, 1_500);
        this.patience = world.nanos(500, 15_000);
    }

    HashKey key() {
        return key;
    }

    /** How many numbers were acknowledged. */
    int acknowledged() {
        return number;
    }

    void begin() {
        world.after((long) (pause * world.between(0, 2)), this::send);
    }

    void stop() {
        stopped = true;
    }

    /** From now on it asks only these. */
    void choose(Predicate<SimulatedNode> nodes) {
        chooses = nodes;
    }

    private void send() {
        if (stopped) {
            return;
        }
        int tried = ++attempts;
        attempt = tried;
        SimulatedNode node = fleet.any();
        if (!node.serves() || !chooses.test(node)) {
            again(tried);
            return;
        }
        Message message = new Message(name, number, tried);
        world.after(
                world.nanos(0, 3),
                () -> node.put(key, message).thenAccept(outcome -> {
                    outcome.ifPresent(where -> {
                        world.trace(() -> node.machine() + " acknowledges " + message + " at "
                                + where.shard().id().number() + "@" + where.offset());
                        ledger.promised(message, where);
                    });
                    world.after(world.nanos(0, 3), () -> answered(message, outcome));
                }));
        world.after(patience, () -> again(tried));
    }

    private void answered(Message message, Optional<Acknowledged> outcome) {
        if (message.attempt() != attempt) {
            return;
        }
        if (outcome.isEmpty()) {
            again(message.attempt());
            return;
        }
        ledger.heard(message, outcome.get());
        number++;
        attempt = 0;
        begin();
    }

    /** Unless it was answered meanwhile. */
    private void again(int tried) {
        if (tried == attempt) {
            attempt = 0;
            world.after(world.nanos(10, 300), this::send);
        }
    }
}
