package io.millrace.server.reshard.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Questions of a machine to Kafka: the answer may be slow, an error, or lost. */
final class Requests {

    static final long TIMEOUT = 10_000 * World.MILLI;

    private final World world;
    private final Machine machine;
    private final Lane thread;

    /** @param thread that hears the answers */
    Requests(Machine machine, Lane thread) {
        this.world = machine.world();
        this.machine = machine;
        this.thread = thread;
    }

    <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> atBroker) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Weather weather = world.weather();
        long deadline = world.now() + TIMEOUT;
        boolean refused = world.chance(weather.refused());
        boolean lost = world.chance(weather.lost());
        long arrival = machine.arrival();
        if (refused) {
            hear(arrival, () -> answer.completeExceptionally(new IllegalStateException("Kafka refuses")));
            return answer;
        }
        if (lost || arrival > deadline) {
            hear(deadline, () -> answer.completeExceptionally(new TimeoutException()));
        }
        world.at(arrival, () -> {
            if (!machine.hasSent(arrival)) {
                return;
            }
            atBroker.get().whenComplete((value, e) -> {
                long heard = machine.arrival();
                if (lost || arrival > deadline) {
                    return;
                }
                hear(Math.min(heard, deadline), () -> {
                    if (e != null) {
                        answer.completeExceptionally(e);
                    } else if (heard > deadline) {
                        answer.completeExceptionally(new TimeoutException());
                    } else {
                        answer.complete(value);
                    }
                });
            });
        });
        return answer;
    }

    private void hear(long time, Runnable what) {
        world.at(time, () -> thread.run(what));
    }
}
