package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.shards.UpdateShardCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Writers that never pause, at two nodes, while the shards under them are split and merged by either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ReshardUnderLoadIT {

    private static final int WRITERS = 6;
    private static final int[] SHARD_COUNTS = {4, 3, 6, 5, 3, 2, 1, 2};

    private final List<Node> nodes = new ArrayList<>();
    private final List<NodeClient> clients = new ArrayList<>();
    private NodeClient client;

    @BeforeAll
    void open() {
        for (int i = 0; i < 2; i++) {
            nodes.add(Nodes.open("reshard-it-catalog"));
            clients.add(new NodeClient(nodes.get(i)));
        }
        client = clients.get(0);
    }

    @AfterAll
    void close() {
        nodes.forEach(Node::close);
    }

    @Test
    void nothing_acknowledged_is_lost_and_the_records_of_a_key_keep_their_order() {
        StreamName stream = client.create("reshard-load", 2);
        AtomicBoolean stop = new AtomicBoolean();
        Map<String, PutRecord.Response> acknowledged = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String key = "writer-" + i;
            NodeClient writer = clients.get(i % clients.size());
            writers.add(CompletableFuture.runAsync(() -> write(writer, stream, key, stop, acknowledged), threads));
        }

        for (int count : SHARD_COUNTS) {
            int before = acknowledged.size();
            clients.get(count % clients.size())
                    .call(
                            "UpdateShardCount",
                            new UpdateShardCount.Request(
                                    UpdateShardCount.ScalingType.UNIFORM_SCALING,
                                    Optional.of(stream),
                                    count,
                                    Optional.empty(),
                                    Optional.empty()));
            NodeClient.await(() -> client.image(stream).fact().isActive()
                    && client.image(stream).openShards().size() == count);
            NodeClient.await(() -> acknowledged.size() > before + 10 * WRITERS);
        }
        stop.set(true);
        writers.forEach(NodeClient::join);
        threads.shutdown();

        List<Read> read = readLineage(stream);
        Map<String, Read> byData = new HashMap<>();
        read.forEach(one -> byData.put(one.data(), one));
        acknowledged.forEach((data, answer) -> assertThat(byData.get(data))
                .as(data)
                .extracting(Read::sequenceNumber)
                .isEqualTo(answer.sequenceNumber()));
        for (int i = 0; i < WRITERS; i++) {
            String key = "writer-" + i;
            assertThat(read.stream().filter(one -> one.key().equals(key)).map(Read::data))
                    .as("the records of " + key)
                    .containsExactlyElementsOf(inOrder(key, acknowledged.keySet()));
        }
    }

    /** One record at a time, each sent after the one before was acknowledged: their order is the order of the key. */
    private static void write(
            NodeClient writer,
            StreamName stream,
            String key,
            AtomicBoolean stop,
            Map<String, PutRecord.Response> acknowledged) {
        for (int n = 0; !stop.get(); n++) {
            String data = key + "/" + n;
            acknowledged.put(data, writer.put(stream, key, data));
        }
    }

    private static List<String> inOrder(String key, Set<String> acknowledged) {
        List<String> all = new ArrayList<>();
        for (int n = 0; acknowledged.contains(key + "/" + n); n++) {
            all.add(key + "/" + n);
        }
        return all;
    }

    /** As a consumer does: a shard after its parents. */
    private List<Read> readLineage(StreamName stream) {
        List<Read> all = new ArrayList<>();
        Set<ShardId> done = new HashSet<>();
        List<Shard> left = new ArrayList<>(client.image(stream).visibleShards());
        while (!left.isEmpty()) {
            Shard next = left.stream()
                    .filter(shard -> shard.parent().map(done::contains).orElse(true)
                            && shard.adjacentParent().map(done::contains).orElse(true))
                    .findFirst()
                    .orElseThrow();
            all.addAll(client.readAll(stream, next.id().toString()));
            done.add(next.id());
            left.remove(next);
        }
        return all;
    }
}
