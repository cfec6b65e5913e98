package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ReshardStep;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.NodesTopic;
import io.millrace.server.kinesis.streams.CreateStream;
import io.millrace.server.kinesis.streams.StreamModeDetails;
import io.millrace.server.reshard.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes, and streams that nobody reshards. Windows are short and thresholds low: what is hot here is 20 records a second. */
@Timeout(240)
class OnDemandIT {

    private static final int LEAST = 2;
    private static final int MOST = 12;
    private static final Map<String, String> SETTINGS = Map.of(
            "cluster.lease", "6s",
            "streams.defaultOnDemandShards", Integer.toString(LEAST),
            "scaling.interval", "250ms",
            "scaling.splitAbove", "2",
            "scaling.splitAfter", "1s",
            "scaling.mergeBelow", "1",
            "scaling.mergeAfter", "3s",
            "scaling.pause", "500ms",
            "scaling.maxShards", Integer.toString(MOST));

    @Test
    void a_stream_grows_under_load_without_losing_a_record_and_shrinks_when_it_is_idle() {
        try (Node left = node("on-demand-scales");
                Node right = node("on-demand-scales")) {
            List<NodeClient> clients = List.of(new NodeClient(left), new NodeClient(right));
            NodeClient client = clients.get(0);
            StreamName stream = create(client, "on-demand-scales");

            KeyedLoad load = KeyedLoad.start(stream, clients, 4, 6);
            NodeClient.await(() -> open(client, stream) >= 4 * LEAST);
            load.awaitRecords(100);
            load.stop();
            NodeClient.await(() -> open(client, stream) == LEAST);

            load.assertThatAllIsRead(client);
            List<ReshardStep> steps = client.image(stream).history().steps();
            assertThat(steps).allMatch(step -> step.cause() == ReshardStep.Cause.MEASURED && !step.givenUp());
            assertThat(steps.get(0).kind()).isEqualTo(ReshardStep.Kind.SPLIT);
            assertThat(steps.get(0).rate().orElseThrow().recordsPerSecond()).isGreaterThan(20);
            assertThat(steps).extracting(ReshardStep::openAfter).allMatch(count -> count >= LEAST && count <= MOST);
            assertThat(steps.get(steps.size() - 1).openAfter()).isEqualTo(LEAST);
        }
    }

    /** The others wait for it as long as its lease may last, and not longer; then what they have watched counts. */
    @Test
    void a_stream_whose_turn_a_dead_node_has_is_scaled_by_another() {
        try (Node left = node("on-demand-dead");
                Node right = node("on-demand-dead")) {
            NodeClient client = new NodeClient(left);
            StreamName stream = create(client, "on-demand-dead");
            Duration lease = Duration.ofSeconds(8);
            long begun = System.nanoTime();
            leaveHeartbeatOfADeadNode("on-demand-dead", stewardOf(client.image(stream)), lease);

            KeyedLoad load = KeyedLoad.start(stream, List.of(client, new NodeClient(right)), 2, 6);
            NodeClient.await(() -> open(client, stream) > LEAST);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(lease);
            load.stop();
        }
    }

    @Test
    void what_one_node_has_split_another_merges_when_that_is_gone() {
        Node left = node("on-demand-leaves");
        try (Node right = node("on-demand-leaves")) {
            NodeClient client = new NodeClient(right);
            StreamName stream = create(client, "on-demand-leaves");
            KeyedLoad load = KeyedLoad.start(stream, List.of(client), 2, 6);
            NodeClient.await(() -> open(client, stream) > LEAST);
            left.close();
            load.awaitRecords(100);
            load.stop();

            NodeClient.await(() -> open(client, stream) == LEAST);
            load.assertThatAllIsRead(client);
        } finally {
            left.close();
        }
    }

    private static Node node(String catalog) {
        return Nodes.open(catalog + "-catalog", SETTINGS, Clock.systemUTC());
    }

    private static StreamName create(NodeClient client, String name) {
        StreamName stream = new StreamName(name);
        client.call(
                "CreateStream",
                new CreateStream.Request(
                        Optional.empty(),
                        stream,
                        Optional.of(new StreamModeDetails(StreamMode.ON_DEMAND)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        client.awaitActive(stream);
        assertThat(open(client, stream)).isEqualTo(LEAST);
        return stream;
    }

    /** While the stream is ACTIVE: in the middle of a reshard, shards count twice or not at all. */
    private static int open(NodeClient client, StreamName stream) {
        StreamImage image = client.image(stream);
        return image.fact().isActive() ? image.openShards().size() : -1;
    }

    /** An incarnation whose hash with the stream's is lower than nearly any other's. */
    private static String stewardOf(StreamImage stream) {
        return IntStream.range(0, Integer.MAX_VALUE)
                .mapToObj(i -> "dead-" + i)
                .filter(member -> {
                    byte[] hash = md5(member + "/" + stream.fact().incarnation());
                    return hash[0] == 0 && hash[1] == 0;
                })
                .findFirst()
                .orElseThrow();
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void leaveHeartbeatOfADeadNode(String catalog, String incarnation, Duration lease) {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()));
        try (Admin admin = clients.admin();
                NodesTopic nodes = new NodesTopic(
                        admin,
                        clients.heartbeatProducer(lease),
                        clients.tailConsumer("test"),
                        catalog + "-catalog_nodes")) {
            NodeClient.join(
                    nodes.append(new Heartbeat("dead", incarnation, 1, lease, 0, List.of(), Optional.empty(), false))
                            .toCompletableFuture());
        }
    }
}
