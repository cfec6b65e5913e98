package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.kafka.ExplicitHashKeys;
import io.millrace.mapping.kafka.RecordHashKey;
import io.millrace.mapping.kafka.ShardPartitioner;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.shards.UpdateShardCount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A plain KafkaProducer with our partitioner, beside a node, on the same streams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class NativeProducerIT {

    private static final String CATALOG = "native-it-catalog";
    private static final int KEYS = 12;
    private static final int[] SHARD_COUNTS = {4, 3, 6, 3, 2, 1, 2};

    private Node node;
    private NodeClient client;

    @BeforeAll
    void open() {
        node = Strays.node(CATALOG);
        client = new NodeClient(node);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void a_key_goes_to_the_shard_to_which_a_kinesis_producer_sends_it() throws Exception {
        StreamName stream = client.create("native-route", 5);
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            for (int k = 0; k < 100; k++) {
                String key = "käse-" + k;
                RecordMetadata sent = send(producer, stream, key, "data");
                PutRecord.Response put = client.put(stream, key, "data");

                assertThat(shardOn(stream, sent.partition()).id().toString()).isEqualTo(put.shardId());
            }
        }
    }

    @Test
    void a_hash_key_in_the_header_comes_first_where_the_interceptor_is() throws Exception {
        StreamName stream = client.create("native-explicit", 4);
        try (KafkaProducer<String, String> producer =
                producer(Map.of("interceptor.classes", ExplicitHashKeys.class.getName()))) {
            for (Shard shard : client.image(stream).openShards()) {
                ProducerRecord<String, String> record = new ProducerRecord<>(stream.value(), "k", "data");
                record.headers()
                        .add(
                                RecordHashKey.EXPLICIT_HASH_KEY,
                                shard.range().end().toString().getBytes(StandardCharsets.US_ASCII));

                assertThat(producer.send(record).get(30, TimeUnit.SECONDS).partition())
                        .isEqualTo(shard.partition());
            }
        }
    }

    @Test
    void records_without_a_key_go_to_open_shards_alone() throws Exception {
        StreamName stream = client.create("native-no-key", 1);
        client.split(stream, "shardId-000000000000", "170141183460469231731687303715884105728");
        client.awaitActive(stream);
        try (KafkaProducer<String, String> producer = producer(Map.of("batch.size", 1))) {
            Set<Integer> partitions = new HashSet<>();
            for (int n = 0; n < 50; n++) {
                partitions.add(send(producer, stream, null, "data").partition());
            }

            assertThat(partitions).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void a_topic_that_is_no_stream_is_partitioned_as_kafka_does() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("native-plain-topic", Optional.of(7), Optional.empty())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        StreamName topic = new StreamName("native-plain-topic");
        try (KafkaProducer<String, String> ours = producer(Map.of());
                KafkaProducer<String, String> plain = Strays.producer()) {
            for (int k = 0; k < 50; k++) {
                assertThat(send(ours, topic, "k" + k, "data").partition())
                        .isEqualTo(send(plain, topic, "k" + k, "data").partition());
            }
            assertThat(send(ours, topic, null, "data").partition()).isBetween(0, 6);
        }
    }

    @Test
    void a_catalog_that_cannot_be_read_fails_the_send_and_says_so() {
        Map<String, Object> config = Map.of("millrace.catalog.topic", "native-no-catalog", "millrace.patience.ms", 500);
        StreamName stream = client.create("native-no-catalog-stream", 1);
        try (KafkaProducer<String, String> producer = producer(config)) {
            assertThatThrownBy(() -> send(producer, stream, "k", "data"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class)
                    .hasMessageContaining("native-no-catalog");
        }
    }

    @Test
    void through_reshards_every_record_is_read_once_in_the_shard_of_its_key_and_between_them_in_order()
            throws Exception {
        StreamName stream = client.create("native-load", 2);
        AtomicBoolean stop = new AtomicBoolean();
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Map<String, List<String>> quiet = new HashMap<>();
        // What lingers when its shard is closed is a stray.
        try (KafkaProducer<String, String> producer = producer(Map.of());
                KafkaProducer<String, String> lingering = producer(Map.of("linger.ms", 200))) {
            CompletableFuture<Void> natively =
                    CompletableFuture.runAsync(() -> load(lingering, stream, stop, acknowledged));
            CompletableFuture<Void> kinesis = CompletableFuture.runAsync(() -> put(stream, stop, acknowledged));

            for (int round = 0; round < SHARD_COUNTS.length; round++) {
                reshard(stream, SHARD_COUNTS[round]);
                for (int k = 0; k < KEYS; k++) {
                    String key = "key-" + k;
                    awaitRouted(producer, stream, key);
                    for (int n = 0; n < 10; n++) {
                        String data = "quiet/" + key + "/" + round + "/" + n;
                        send(producer, stream, key, data);
                        client.put(stream, key, data + "/kinesis");
                        quiet.computeIfAbsent(key, none -> new ArrayList<>()).addAll(List.of(data, data + "/kinesis"));
                    }
                }
            }
            stop.set(true);
            NodeClient.join(natively);
            NodeClient.join(kinesis);
        }
        client.image(stream).visibleShards().stream()
                .filter(shard -> !shard.isOpen())
                .forEach(
                        shard -> Strays.awaitCarriedToTheEnd(CATALOG, stream, client.image(stream), shard.partition()));

        List<Read> all = readLineage(stream);
        assertThat(all.stream().map(Read::data).filter(data -> data.startsWith("load/")))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        quiet.forEach((key, sent) -> assertThat(all.stream()
                        .filter(read -> read.key().equals(key))
                        .map(Read::data)
                        .filter(data -> data.startsWith("quiet/")))
                .as("the records of " + key)
                .containsExactlyElementsOf(sent));
    }

    private void load(
            KafkaProducer<String, String> producer,
            StreamName stream,
            AtomicBoolean stop,
            ConcurrentLinkedQueue<String> acknowledged) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int n = 0; !stop.get(); n++) {
            String data = "load/native/" + n;
            sent.add(producer.send(new ProducerRecord<>(stream.value(), "key-" + n % KEYS, data)));
            acknowledged.add(data);
            if (n >= 200) {
                done(sent.get(n - 200));
            }
        }
        sent.forEach(NativeProducerIT::done);
    }

    private static void done(Future<RecordMetadata> sent) {
        try {
            sent.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(StreamName stream, AtomicBoolean stop, ConcurrentLinkedQueue<String> acknowledged) {
        for (int n = 0; !stop.get(); n++) {
            String data = "load/kinesis/" + n;
            client.put(stream, "key-" + n % KEYS, data);
            acknowledged.add(data);
        }
    }

    private void reshard(StreamName stream, int count) {
        client.call(
                "UpdateShardCount",
                new UpdateShardCount.Request(
                        UpdateShardCount.ScalingType.UNIFORM_SCALING,
                        Optional.of(stream),
                        count,
                        Optional.empty(),
                        Optional.empty()));
        client.awaitActive(stream);
    }

    /** The reshard is over for this producer too. */
    private void awaitRouted(KafkaProducer<String, String> producer, StreamName stream, String key) {
        int partition = client.image(stream)
                .router()
                .orElseThrow()
                .shardFor(HashKey.ofPartitionKey(key))
                .partition();
        NodeClient.await(() -> {
            try {
                return send(producer, stream, key, "probe").partition() == partition;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Shard shardOn(StreamName stream, int partition) {
        return client.image(stream).openShards().stream()
                .filter(shard -> shard.partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    /** As a consumer does: a shard after its parents. And every record must lie in the shard of its key. */
    private List<Read> readLineage(StreamName stream) {
        List<Read> all = new ArrayList<>();
        for (Shard shard : Lineage.parentsFirst(client.image(stream).visibleShards())) {
            List<Read> read = client.readAll(stream, shard.id().toString());
            assertThat(read)
                    .allMatch(
                            one -> shard.range().contains(HashKey.ofPartitionKey(one.key())), "lies in " + shard.id());
            all.addAll(read);
        }
        return all;
    }

    private static RecordMetadata send(
            KafkaProducer<String, String> producer, StreamName stream, String key, String data) throws Exception {
        return producer.send(new ProducerRecord<>(stream.value(), key, data)).get(30, TimeUnit.SECONDS);
    }

    static KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", SharedBroker.bootstrapServers());
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShardPartitioner.class.getName());
        config.put(ShardPartitioner.CATALOG_TOPIC_CONFIG, CATALOG);
        config.putAll(more);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }
}
