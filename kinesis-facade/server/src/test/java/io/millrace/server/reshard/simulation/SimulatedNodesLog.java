package io.millrace.server.reshard.simulation;

import io.millrace.server.reshard.Heartbeat;
import io.millrace.server.reshard.NodesLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The heartbeats as one node writes and reads them. */
final class SimulatedNodesLog implements NodesLog {

    private final World world;
    private final Machine machine;
    private final HeartbeatTopic topic;
    private final Requests requests;
    private final Lane producer;
    private final Lane tail;
    private final Runnable follower = this::appended;
    private final List<Waiter> waiters = new ArrayList<>();
    private final long patience;
    private Consumer<Heartbeat> listener = heartbeat -> {};
    private int read;
    private long lastArrival;

    private record Waiter(int end, CompletableFuture<Void> reached) {}

    /** @param patience after which an append has failed */
    SimulatedNodesLog(
            Machine machine, HeartbeatTopic topic, Requests requests, Lane producer, Lane tail, long patience) {
        this.world = machine.world();
        this.machine = machine;
        this.topic = topic;
        this.requests = requests;
        this.producer = producer;
        this.tail = tail;
        this.patience = patience;
    }

    @Override
    public CompletionStage<Void> append(Heartbeat heartbeat) {
        CompletableFuture<Void> appended = new CompletableFuture<>();
        Weather weather = world.weather();
        long deadline = world.now() + patience;
        if (world.chance(weather.refused())) {
            long heard = Math.min(machine.arrival(), deadline);
            fail(appended, heard);
            if (world.chance(weather.late())) {
                land(heartbeat, heard + world.nanos(0, 20_000), () -> {});
            }
            return appended;
        }
        lastArrival = Math.max(lastArrival, machine.arrival());
        if (lastArrival > deadline) {
            fail(appended, deadline);
            land(heartbeat, lastArrival, () -> {});
            return appended;
        }
        land(heartbeat, lastArrival, () -> {
            long heard = world.chance(weather.lost()) ? deadline + 1 : machine.arrival();
            if (heard > deadline) {
                fail(appended, deadline);
            } else {
                world.at(heard, () -> producer.run(() -> appended.complete(null)));
            }
        });
        return appended;
    }

    private void land(Heartbeat heartbeat, long arrival, Runnable landed) {
        world.at(arrival, () -> {
            if (machine.hasSent(arrival)) {
                topic.append(heartbeat);
                landed.run();
            }
        });
    }

    private void fail(CompletableFuture<Void> appended, long time) {
        world.at(time, () -> producer.run(() -> appended.completeExceptionally(new TimeoutException())));
    }

    @Override
    public CompletionStage<Void> readToEnd() {
        return requests.ask(() -> CompletableFuture.completedStage(topic.end())).thenCompose(this::reach);
    }

    private CompletionStage<Void> reach(int end) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        if (read >= end) {
            reached.complete(null);
        } else {
            waiters.add(new Waiter(end, reached));
        }
        return reached;
    }

    @Override
    public void follow(Consumer<Heartbeat> heartbeats) {
        listener = heartbeats;
        topic.follow(follower);
        appended();
    }

    private void appended() {
        int end = topic.end();
        world.at(machine.arrival(), () -> tail.run(() -> read(end)));
    }

    private void read(int end) {
        while (read < end) {
            listener.accept(topic.at(read++));
        }
        List<Waiter> reached =
                waiters.stream().filter(waiter -> waiter.end() <= read).toList();
        waiters.removeAll(reached);
        reached.forEach(waiter -> waiter.reached().complete(null));
    }

    void stop() {
        topic.forget(follower);
    }
}
