package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.drivers.DriverFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that is full before anybody reads it. */
final class SourceTopic {

    private static final int KEYS = 80;

    private SourceTopic() {}

    static String name(Delivery delivery) {
        return "delivery-" + delivery.partitions();
    }

    /** One for all deliveries from so many partitions. */
    static void fill(String bootstrapServers, Admin admin, String topic, int partitions, int records) {
        create(admin, topic, partitions);
        Documents documents = new Documents(KEYS);
        AtomicReference<Exception> failure = new AtomicReference<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "batch.size", 256 << 10, "linger.ms", 20);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(
                        new ProducerRecord<>(topic, i % partitions, null, documents.get(i)),
                        (written, refused) -> failure.compareAndSet(null, refused));
            }
        }
        if (failure.get() != null) {
            throw new DriverFailure("Kafka: " + failure.get(), failure.get());
        }
    }

    private static void create(Admin admin, String topic, int partitions) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new DriverFailure("Kafka: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        }
    }
}
