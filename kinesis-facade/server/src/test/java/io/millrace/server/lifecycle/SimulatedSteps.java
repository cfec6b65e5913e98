package io.millrace.server.lifecycle;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.CarriedStrays;
import io.millrace.server.kafka.ShardTopics;
import io.millrace.server.reshard.Courtesy;
import io.millrace.server.reshard.EventLoop;
import io.millrace.server.reshard.Members;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Lets a simulation, in another package, carry reshards on as a node does. */
public final class SimulatedSteps {

    private SimulatedSteps() {}

    public static void follow(
            Catalog catalog, ShardTopics topics, Members members, Courtesy courtesy, Clock clock, EventLoop thread) {
        CarriedStrays none = (stream, incarnation, partitions) -> CompletableFuture.completedStage(Map.of());
        Resharding resharding = new Resharding(catalog, topics, none, members, clock);
        catalog.onChange(new StreamSteps(catalog, courtesy, Map.of(), resharding, thread::after)::follow);
    }
}
