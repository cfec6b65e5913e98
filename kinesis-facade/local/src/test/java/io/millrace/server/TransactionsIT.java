package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.server.NodeClient.Read;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Kafka-native producers that write to a stream in transactions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class TransactionsIT {

    private static final String SHARD = "shardId-000000000000";

    private Node node;
    private NodeClient client;

    @BeforeAll
    void open() {
        node = Nodes.open("transactions-it-catalog");
        client = new NodeClient(node);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void what_is_not_committed_is_not_read_and_what_was_aborted_never_is() {
        StreamName stream = client.create("transactions", 1);
        client.put(stream, "k", "plain");
        try (KafkaProducer<String, String> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(stream.value(), "k", "aborted"));
            producer.flush();

            assertThat(client.readAll(stream, SHARD)).extracting(Read::data).containsExactly("plain");

            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(stream.value(), "k", "committed"));
            producer.commitTransaction();
        }
        client.put(stream, "k", "after");

        NodeClient.await(() -> client.readAll(stream, SHARD).size() == 3);
        assertThat(client.readAll(stream, SHARD)).extracting(Read::data).containsExactly("plain", "committed", "after");
    }

    @Test
    void a_shard_that_ends_with_transaction_markers_is_read_to_its_end() {
        StreamName stream = client.create("transactions-split", 1);
        try (KafkaProducer<String, String> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(stream.value(), "k", "committed"));
            producer.commitTransaction();
        }

        client.split(stream, SHARD, "170141183460469231731687303715884105728");
        client.awaitActive(stream);

        assertThat(client.readAll(stream, SHARD)).extracting(Read::data).containsExactly("committed");
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        SharedBroker.bootstrapServers(),
                        "transactional.id",
                        "native-" + System.nanoTime()),
                new StringSerializer(),
                new StringSerializer());
    }
}
