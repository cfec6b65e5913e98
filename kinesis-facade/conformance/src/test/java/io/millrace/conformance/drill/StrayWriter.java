package io.millrace.conformance.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A plain Kafka producer that knows nothing of shards, and writes to one partition all the time. */
final class StrayWriter implements AutoCloseable {

    private final KafkaProducer<String, String> producer;
    private final String topic;
    private final int partition;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "stray-writer");
    private volatile boolean stopped;

    StrayWriter(String bootstrapServers, String topic, int partition) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
        this.topic = topic;
        this.partition = partition;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells
    private void run() {
        for (int n = 0; !stopped; n++) {
            String data = "stray/" + n;
            producer.send(new ProducerRecord<>(topic, partition, "stray-" + n % 5, data), (metadata, e) -> {
                if (e == null) {
                    acknowledged.add(data);
                }
            });
            Pause.millis(50);
        }
    }

    /** Returns when Kafka has taken or refused every record. */
    void finish() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        stopped = true;
        producer.close(Duration.ofSeconds(1));
    }
}
