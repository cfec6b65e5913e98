package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.NodesTopic;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.operation.AwsException;
import io.millrace.server.reshard.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two nodes of one catalog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ClusterIT {

    private static final String CATALOG = "cluster-it-catalog";
    private static final String FIRST_SHARD = "shardId-000000000000";
    private static final String MIDDLE_OF_FIRST = "85070591730234615865843651857942052864";
    private static final String SECOND_SHARD = "shardId-000000000001";
    private static final String MIDDLE_OF_SECOND = "255211775190703847597530955573826158592";
    private static final String MIDDLE = "170141183460469231731687303715884105728";

    private Node left;
    private Node right;
    private NodeClient toLeft;
    private NodeClient toRight;

    @BeforeAll
    void open() {
        left = Nodes.open(CATALOG);
        right = Nodes.open(CATALOG);
        toLeft = new NodeClient(left);
        toRight = new NodeClient(right);
    }

    @AfterAll
    void close() {
        left.close();
        right.close();
    }

    @Test
    void what_one_node_made_is_found_at_once_by_the_other() {
        for (int i = 0; i < 5; i++) {
            StreamName stream = toLeft.create("cluster-found-" + i, 1);

            assertThat(toRight.put(stream, "k", "data").shardId()).isEqualTo(FIRST_SHARD);
        }
    }

    @Test
    void an_iterator_of_one_node_works_on_the_other() {
        StreamName stream = toLeft.create("cluster-iterators", 1);
        String iterator = toLeft.iterator(stream, FIRST_SHARD, Positions.Type.LATEST);
        String number = toLeft.put(stream, "k", "data").sequenceNumber();

        assertThat(toRight.read(iterator).records())
                .extracting(io.millrace.server.kinesis.records.Record::sequenceNumber)
                .containsExactly(number);
    }

    @Test
    void a_second_reshard_of_a_stream_is_refused_whichever_node_is_asked() {
        StreamName stream = toLeft.create("cluster-two-reshards", 2);
        leaveHeartbeatOfADeadNode(Duration.ofSeconds(3));
        toLeft.split(stream, FIRST_SHARD, MIDDLE_OF_FIRST);

        assertThatThrownBy(() -> toRight.split(stream, SECOND_SHARD, MIDDLE_OF_SECOND))
                .hasMessageContaining("UPDATING");
    }

    @Test
    void a_reshard_waits_for_a_node_that_died_without_a_word_until_its_lease_has_lapsed_and_no_longer() {
        StreamName stream = toLeft.create("cluster-dead-node", 1);
        toLeft.put(stream, "k", "before");
        Duration lease = Duration.ofSeconds(3);
        long begun = System.nanoTime();
        leaveHeartbeatOfADeadNode(lease);

        toRight.split(stream, FIRST_SHARD, MIDDLE);
        NodeClient.await(() -> toLeft.image(stream).fact().isActive()
                && toLeft.image(stream).openShards().size() == 2);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(lease);
        assertThat(toLeft.readAll(stream, FIRST_SHARD)).extracting(Read::data).containsExactly("before");
    }

    @Test
    void a_subscription_takes_over_from_one_that_another_node_has_but_not_in_its_first_five_seconds() {
        StreamName stream = toLeft.create("cluster-takeover", 1);
        Subscriber onLeft = new Subscriber(toLeft);
        Subscriber onRight = new Subscriber(toRight);
        String consumer = onLeft.register(stream, "reader");
        Subscriber.Events first = onLeft.subscribe(consumer, FIRST_SHARD, Subscriber.from(Positions.Type.LATEST));
        long begun = System.nanoTime();

        Subscriber.Events second = subscribeOnceAllowed(onRight, consumer);

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
        assertThatThrownBy(() -> NodeClient.join(first.done))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.error().code()).isEqualTo("ResourceInUseException"));
        toLeft.put(stream, "k", "data");
        NodeClient.await(() -> second.data().equals(List.of("data")));
        assertThat(first.data()).isEmpty();
        second.cancel();
    }

    private static Subscriber.Events subscribeOnceAllowed(Subscriber subscriber, String consumer) {
        AtomicReference<Subscriber.Events> subscribed = new AtomicReference<>();
        AtomicInteger refused = new AtomicInteger();
        NodeClient.await(() -> {
            try {
                subscribed.set(subscriber.subscribe(consumer, FIRST_SHARD, Subscriber.from(Positions.Type.LATEST)));
            } catch (AwsException e) {
                assertThat(e.error().code()).isEqualTo("ResourceInUseException");
                refused.incrementAndGet();
            }
            return subscribed.get() != null;
        });
        assertThat(refused).hasPositiveValue();
        return subscribed.get();
    }

    private static void leaveHeartbeatOfADeadNode(Duration lease) {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
        try (Admin admin = clients.admin();
                NodesTopic nodes = new NodesTopic(
                        admin, clients.heartbeatProducer(lease), clients.tailConsumer("test"), CATALOG + "_nodes")) {
            NodeClient.join(nodes.append(new Heartbeat(
                            "dead", UUID.randomUUID().toString(), 1, lease, 0, List.of(), Optional.empty(), false))
                    .toCompletableFuture());
        }
    }
}
