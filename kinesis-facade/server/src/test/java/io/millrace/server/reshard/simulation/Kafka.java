package io.millrace.server.reshard.simulation;

import io.millrace.mapping.StreamName;
import java.time.Instant;

/** The three kinds of topics that nodes share. */
final class Kafka {

    static final Instant EPOCH = Instant.parse("2026-11-21T12:00:00Z");
    static final StreamName STREAM = new StreamName("orders");

    private final CatalogTopic catalog;
    private final HeartbeatTopic heartbeats;
    private final ShardTopic shards;

    Kafka(World world, Rules rules) {
        catalog = new CatalogTopic(world, rules.fences());
        heartbeats = new HeartbeatTopic(world);
        shards = new ShardTopic(world);
    }

    CatalogTopic catalog() {
        return catalog;
    }

    HeartbeatTopic heartbeats() {
        return heartbeats;
    }

    ShardTopic shards() {
        return shards;
    }
}
