package io.millrace.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a plain Kafka program does, in one line each. */
final class KafkaClients {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;

    KafkaClients(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void createTopic(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    void produce(String topic, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, null, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    KafkaProducer<String, String> impatientProducer() {
        return producer(Map.of("max.block.ms", 2_000));
    }

    KafkaProducer<String, String> transactionalProducer(String id) {
        return producer(Map.of("transactional.id", id));
    }

    /**
     * Values in partition 0 once there are so many. A transaction whose commit was answered is settled a moment later, and when the
     * broker is killed in between, a moment after it is up again.
     */
    List<String> awaitCommitted(String topic, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> values = readCommitted(topic);
        while (values.size() < count && System.nanoTime() < deadline) {
            values = readCommitted(topic);
        }
        return values;
    }

    /** Values in partition 0 up to its read_committed end. */
    List<String> readCommitted(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(100))) {
                    values.add(read.value());
                }
            }
            return values;
        }
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
