package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.workloads.Put;
import io.millrace.benchmarks.workloads.PutLoad;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** KafkaProducer and KafkaConsumer on the broker that the facade uses too: what there is to be had. */
public final class DirectKafkaDriver implements Driver {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final KafkaTopics topics;

    public DirectKafkaDriver(String bootstrapServers, Map<String, ProcessHandle> servers) {
        this.bootstrapServers = bootstrapServers;
        this.topics = new KafkaTopics(bootstrapServers, servers);
    }

    @Override
    public String name() {
        return "direct-kafka";
    }

    @Override
    public SystemUnderTest system() {
        return topics;
    }

    @Override
    public Ledger put(String stream, PutLoad load, Trial trial) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producerSettings(load), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(stream);
            ProducerLoop loop = new ProducerLoop(producer, stream, load);
            return loop.run(trial.start(), trial.patience());
        }
    }

    /** Batches large enough that the producer is not what is measured; single puts do not wait for company. */
    private Map<String, Object> producerSettings(PutLoad load) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                load.recordsPerRequest() == 1 ? 0 : 5,
                "batch.size",
                128 * 1024,
                "buffer.memory",
                64L * 1024 * 1024);
    }

    @Override
    public void read(String stream, Trial trial) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            TopicTour tour = new TopicTour(consumer, stream);
            Meter meter = trial.start();
            while (!meter.over()) {
                tour.begin();
                while (!tour.ended() && !meter.over()) {
                    long began = System.nanoTime();
                    int count = tour.poll(POLL).count();
                    meter.completed(began, System.nanoTime(), count);
                }
            }
        }
    }

    @Override
    public Ledger readBack(String stream) {
        Tally tally = new Tally();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            TopicTour tour = new TopicTour(consumer, stream);
            tour.begin();
            while (!tour.ended()) {
                for (ConsumerRecord<byte[], byte[]> found : tour.poll(POLL)) {
                    tally.number(Hash.of(found.partition(), found.offset()));
                    tally.payloads(Hash.of(found.value(), 0, Put.IDENTITY));
                }
            }
        }
        return tally.ledger();
    }

    /** Fetches as large as the facade's are by default, so that what is compared is not a setting. */
    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                10 * 1024 * 1024,
                "max.poll.records",
                5000,
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        topics.close();
    }
}
