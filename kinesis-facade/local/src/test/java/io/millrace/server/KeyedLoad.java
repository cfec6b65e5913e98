package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.kinesis.records.PutRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Writers that never pause, each with keys of its own, and what was acknowledged to them. */
final class KeyedLoad {

    private final StreamName stream;
    private final List<String> keys;
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Map<String, PutRecord.Response> acknowledged = new ConcurrentHashMap<>();

    private KeyedLoad(StreamName stream, int writers, int keysOfEach) {
        this.stream = stream;
        this.keys = IntStream.range(0, writers * keysOfEach)
                .mapToObj(i -> "writer-" + i)
                .toList();
        this.threads = Executors.newFixedThreadPool(writers);
    }

    /** The writers take turns in the nodes that they write to. */
    static KeyedLoad start(StreamName stream, List<NodeClient> nodes, int writers, int keysOfEach) {
        KeyedLoad load = new KeyedLoad(stream, writers, keysOfEach);
        for (int i = 0; i < writers; i++) {
            NodeClient node = nodes.get(i % nodes.size());
            List<String> own = load.keys.subList(i * keysOfEach, (i + 1) * keysOfEach);
            load.writers.add(CompletableFuture.runAsync(() -> load.write(node, own), load.threads));
        }
        return load;
    }

    /** One record at a time, each sent after the one before was acknowledged: their order is the order of the key. */
    private void write(NodeClient node, List<String> own) {
        for (int n = 0; !stop.get(); n++) {
            for (String key : own) {
                String data = key + "/" + n;
                acknowledged.put(data, node.put(stream, key, data));
            }
        }
    }

    void awaitRecords(int more) {
        int before = acknowledged.size();
        NodeClient.await(() -> acknowledged.size() > before + more);
    }

    /** Fails if a write failed. */
    void stop() {
        stop.set(true);
        writers.forEach(NodeClient::join);
        threads.shutdown();
    }

    /** Every acknowledged record is read at its sequence number, and those of a key in the order of their acknowledgements. */
    void assertThatAllIsRead(NodeClient node) {
        List<Read> read = readLineage(node);
        Map<String, Read> byData = new HashMap<>();
        read.forEach(one -> byData.put(one.data(), one));
        acknowledged.forEach((data, answer) -> assertThat(byData.get(data))
                .as(data)
                .extracting(Read::sequenceNumber)
                .isEqualTo(answer.sequenceNumber()));
        for (String key : keys) {
            assertThat(read.stream().filter(one -> one.key().equals(key)).map(Read::data))
                    .as("the records of " + key)
                    .containsExactlyElementsOf(inOrder(key));
        }
    }

    private List<String> inOrder(String key) {
        List<String> all = new ArrayList<>();
        for (int n = 0; acknowledged.containsKey(key + "/" + n); n++) {
            all.add(key + "/" + n);
        }
        return all;
    }

    /** As a consumer does: a shard after its parents. */
    private List<Read> readLineage(NodeClient node) {
        List<Read> all = new ArrayList<>();
        for (Shard shard : Lineage.parentsFirst(node.image(stream).visibleShards())) {
            all.addAll(node.readAll(stream, shard.id().toString()));
        }
        return all;
    }
}
