package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.catalog.Decision;
import io.millrace.server.catalog.KafkaCatalog;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.StreamTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that finds in the catalog what another left half done when it died. */
@Timeout(180)
class CrashIT {

    private static final HashKey MIDDLE =
            HashKey.parse("170141183460469231731687303715884105728").orElseThrow();
    private static final ShardId FIRST = new ShardId(0);

    @Test
    void a_stream_that_was_being_created_is_there() {
        StreamFact creating = StreamFact.creating(
                new StreamName("crash-create"), "aaaaaaaaaaaaaaaaaaaa-aaa", Instant.now(), StreamMode.PROVISIONED);
        write(
                "crash-create-catalog",
                image -> Decision.Outcome.of(
                        true, creating.withSharding(creating.sharding().towards(new ReshardGoal.ShardCount(3)))));

        try (Node node = node("crash-create-catalog")) {
            NodeClient client = new NodeClient(node);
            client.awaitActive(creating.name());

            assertThat(client.image(creating.name()).openShards()).hasSize(3);
            client.put(creating.name(), "k", "works");
        }
    }

    @Test
    void a_stream_whose_topic_kafka_refuses_after_all_is_forgotten() throws Exception {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic("crash.collides", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        StreamFact creating = StreamFact.creating(
                new StreamName("crash_collides"), "aaaaaaaaaaaaaaaaaaaa-aaa", Instant.now(), StreamMode.PROVISIONED);
        write(
                "crash-collides-catalog",
                image -> Decision.Outcome.of(
                        true, creating.withSharding(creating.sharding().towards(new ReshardGoal.ShardCount(1)))));

        try (Node node = node("crash-collides-catalog")) {
            NodeClient.await(() -> node.catalogImage().stream(creating.name()).isEmpty());
        }
    }

    @Test
    void a_stream_that_was_being_deleted_is_gone() {
        StreamName stream = made("crash-delete");
        leaveStream(stream, now -> Stream.of(now.fact().withStatus(StreamStatus.DELETING)));

        try (Node node = node(catalogOf(stream))) {
            NodeClient.await(() -> node.catalogImage().stream(stream).isEmpty());

            new NodeClient(node).create(stream.value(), 1);
        }
    }

    @Test
    void a_split_that_had_a_goal_only_is_done() {
        StreamName stream = made("crash-goal");
        leaveStream(stream, now -> Stream.of(splitting(now.fact())));

        assertThatTheSplitIsDone(stream);
    }

    @Test
    void a_split_that_had_begun_to_close_the_parent_is_done() {
        StreamName stream = made("crash-closing");
        leaveStream(stream, now -> {
            Shard parent = now.allShards().get(FIRST);
            List<Shard> children = List.of(
                    Shard.childOf(
                            parent,
                            new ShardId(1),
                            1,
                            parent.range().splitAt(MIDDLE).get(0),
                            Instant.now()),
                    Shard.childOf(
                            parent,
                            new ShardId(2),
                            2,
                            parent.range().splitAt(MIDDLE).get(1),
                            Instant.now()));
            return Stream.concat(
                    Stream.of(
                            splitting(now.fact())
                                    .withSharding(
                                            splitting(now.fact()).sharding().withNextShardNumber(3)),
                            fact(now, parent.withState(Shard.State.CLOSING))),
                    children.stream().map(child -> fact(now, child)));
        });
        grow(stream, 3);

        assertThatTheSplitIsDone(stream);
    }

    private static void assertThatTheSplitIsDone(StreamName stream) {
        try (Node node = node(catalogOf(stream))) {
            NodeClient client = new NodeClient(node);
            client.awaitActive(stream);

            assertThat(client.image(stream).openShards())
                    .extracting(Shard::id)
                    .containsExactly(new ShardId(1), new ShardId(2));
            assertThat(client.readAll(stream, FIRST.toString()))
                    .extracting(Read::data)
                    .containsExactly("before");
            client.put(stream, "k", "after");
        }
    }

    /** A stream of one shard with a record in it, in a catalog of its own, and no node any more. */
    private static StreamName made(String name) {
        try (Node node = node(name + "-catalog")) {
            NodeClient client = new NodeClient(node);
            StreamName stream = client.create(name, 1);
            client.put(stream, "k", "before");
            return stream;
        }
    }

    private static StreamFact splitting(StreamFact fact) {
        return fact.withStatus(StreamStatus.UPDATING)
                .withSharding(fact.sharding().towards(new ReshardGoal.Split(FIRST, MIDDLE)));
    }

    private static ShardFact fact(StreamImage stream, Shard shard) {
        return new ShardFact(stream.fact().name(), stream.fact().incarnation(), shard);
    }

    private static void leaveStream(StreamName stream, Function<StreamImage, Stream<Fact>> facts) {
        write(
                catalogOf(stream),
                image -> new Decision.Outcome<>(
                        facts.apply(image.stream(stream).orElseThrow())
                                .<Change>map(Change.Put::new)
                                .toList(),
                        true));
    }

    private static void write(String topic, Decision<Boolean> decision) {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
        try (Admin admin = clients.admin();
                KafkaCatalog catalog =
                        KafkaCatalog.open(clients, admin, topic, Optional.empty(), Map.of(), Duration.ofSeconds(20))) {
            NodeClient.join(catalog.change(decision).toCompletableFuture());
        }
    }

    private static void grow(StreamName stream, int partitions) {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
        try (Admin admin = clients.admin()) {
            NodeClient.join(new StreamTopics(admin, Optional.empty(), Map.of())
                    .grow(stream, partitions)
                    .toCompletableFuture());
        }
    }

    private static String catalogOf(StreamName stream) {
        return stream + "-catalog";
    }

    private static Node node(String catalog) {
        return Nodes.open(catalog);
    }
}
