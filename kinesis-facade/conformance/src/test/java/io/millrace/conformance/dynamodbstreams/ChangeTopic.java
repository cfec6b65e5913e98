package io.millrace.conformance.dynamodbstreams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic {@code <prefix>.<table>}, written as the change capture writes it with exactly-once support: in transactions, each
 * of which leaves a marker. Items have an id and a version.
 */
final class ChangeTopic implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String table = "table-" + UUID.randomUUID();
    private final String topic;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    ChangeTopic(String bootstrapServers, String prefix, int partitions) {
        this.topic = prefix + "." + table;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", topic),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        create(partitions);
    }

    String table() {
        return table;
    }

    void create(int partitions) {
        await(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    void delete() {
        await(admin.deleteTopics(List.of(topic)).all());
    }

    void grow(int partitions) {
        await(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
    }

    /** Deletes what lies below the offset. */
    void trim(int partition, long offset) {
        await(admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    /** Each in a transaction of its own. */
    void put(int partition, String id, int version) {
        write(partition, id, envelope("c", null, item(id, version)));
    }

    void remove(int partition, String id, int version) {
        write(partition, id, envelope("d", item(id, version), null));
    }

    void scanned(int partition, String id) {
        write(partition, id, envelope("r", null, item(id, 1)));
    }

    void write(int partition, String id, String value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, partition, "{\"id\":\"" + id + "\"}", value));
        producer.commitTransaction();
    }

    /** Writes records that nobody may ever see. */
    void abort(int partition, String id) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, partition, "{\"id\":\"" + id + "\"}", "aborted"));
        producer.flush();
        producer.abortTransaction();
    }

    private static String item(String id, int version) {
        return "{\"id\":{\"S\":\"" + id + "\"},\"version\":{\"N\":\"" + version + "\"}}";
    }

    private String envelope(String op, String before, String after) {
        ObjectNode envelope = JSON.createObjectNode().put("before", before).put("after", after);
        ObjectNode source = envelope.putObject("source")
                .put("connector", "dynamodb")
                .put("table", table)
                .put("ts_ms", 1_700_000_000_000L);
        if (!op.equals("r")) {
            source.put("event_id", UUID.randomUUID().toString())
                    .put("event_version", "1.1")
                    .put("aws_region", "eu-west-1")
                    .put("stream_view_type", "NEW_AND_OLD_IMAGES")
                    .put("size_bytes", 42);
        }
        return envelope.put("op", op).toString();
    }

    private static void await(org.apache.kafka.common.KafkaFuture<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
