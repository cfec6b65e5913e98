package io.millrace.server.reshard.simulation;

import io.millrace.server.reshard.Heartbeat;
import java.util.ArrayList;
import java.util.List;

/** The heartbeats at their broker. */
final class HeartbeatTopic {

    private final World world;
    private final List<Heartbeat> log = new ArrayList<>();
    private final List<Runnable> tails = new ArrayList<>();

    HeartbeatTopic(World world) {
        this.world = world;
    }

    void append(Heartbeat heartbeat) {
        world.trace(() -> "heartbeat of " + heartbeat.incarnation() + (heartbeat.leaving() ? " leaving" : "")
                + (heartbeat.drained().isEmpty() ? "" : " " + heartbeat.drained()));
        log.add(heartbeat);
        tails.forEach(Runnable::run);
    }

    int end() {
        return log.size();
    }

    Heartbeat at(int offset) {
        return log.get(offset);
    }

    /** Calls after every append. */
    void follow(Runnable tail) {
        tails.add(tail);
    }

    void forget(Runnable tail) {
        tails.remove(tail);
    }
}
