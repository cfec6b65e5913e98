package io.millrace.conformance.errors;

import static io.millrace.conformance.FacadeStream.until;

import io.millrace.conformance.RunningFacade;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.Sharding;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Decision;
import io.millrace.server.catalog.KafkaCatalog;
import io.millrace.server.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * A stream that no client can make: the catalog holds it, and Kafka can have no topic of its name. So its records can be
 * neither written nor read, and it stays in the status that it was written with: UPDATING, as a reshard begins at the topic, or
 * CREATING, as it does not say with how many shards.
 */
final class StreamWithoutTopic {

    static final String NAME = "..";
    static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/" + NAME;

    private static final String INCARNATION = "aaaaaaaaaaaaaaaaaaaa-aaa";
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private StreamWithoutTopic() {}

    /** Puts the stream, with two open shards, into the server's catalog, or into another status. */
    static void write(RunningFacade facade, StreamMode mode, StreamStatus status) {
        StreamName name = new StreamName(NAME);
        Sharding sharding = Sharding.startingAt(2);
        List<Change> facts = new ArrayList<>();
        facts.add(new Change.Put(StreamFact.creating(name, INCARNATION, MADE, mode)
                .withStatus(status)
                .withSharding(
                        status == StreamStatus.UPDATING ? sharding.towards(new ReshardGoal.ShardCount(4)) : sharding)));
        for (HashKeyRange range : HashKeyRange.even(2)) {
            int number = facts.size() - 1;
            facts.add(new Change.Put(
                    new ShardFact(name, INCARNATION, Shard.first(new ShardId(number), number, range, 0, MADE))));
        }
        write(facade, facts);
        until("the server knows of the stream", () -> facade.isIn(NAME, status));
    }

    private static void write(RunningFacade facade, List<Change> facts) {
        KafkaClients clients =
                new KafkaClients(Map.of("bootstrap.servers", facade.endpoints().bootstrapServers()));
        try (Admin admin = clients.admin();
                KafkaCatalog catalog = KafkaCatalog.open(
                        clients, admin, facade.catalogTopic(), Optional.empty(), Map.of(), Duration.ofSeconds(20))) {
            catalog.change(image -> new Decision.Outcome<>(facts, true))
                    .toCompletableFuture()
                    .join();
        }
    }
}
