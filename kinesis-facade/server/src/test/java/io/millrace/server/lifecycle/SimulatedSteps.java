package io.millrace.server.lifecycle;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.ShardTopics;
import io.millrace.server.reshard.Courtesy;
import io.millrace.server.reshard.EventLoop;
import io.millrace.server.reshard.Members;
import java.time.Clock;
import java.util.Map;

/** Lets a simulation, in another package, carry reshards on as a node does. */
public final class SimulatedSteps {

    private SimulatedSteps() {}

    public static void follow(
            Catalog catalog, ShardTopics topics, Members members, Courtesy courtesy, Clock clock, EventLoop thread) {
        Resharding resharding = new Resharding(catalog, topics, members, clock);
        catalog.onChange(new StreamSteps(catalog, courtesy, Map.of(), resharding, thread::after)::follow);
    }
}
