package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.workloads.Put;
import io.millrace.benchmarks.workloads.PutLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** KafkaProducer and KafkaConsumer on the broker that the facade uses too: what there is to be had. */
public final class DirectKafkaDriver implements Driver {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final Map<String, ProcessHandle> servers;
    private final Admin admin;

    public DirectKafkaDriver(String bootstrapServers, Map<String, ProcessHandle> servers) {
        this.bootstrapServers = bootstrapServers;
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    @Override
    public String name() {
        return "direct-kafka";
    }

    @Override
    public String storage() {
        return "kafka";
    }

    @Override
    public boolean makesStreams() {
        return false;
    }

    @Override
    public Map<String, ProcessHandle> servers() {
        return servers;
    }

    @Override
    public void createStream(String stream, int shards) {
        NewTopic topic = new NewTopic(stream, shards, (short) 1)
                .configs(Map.of("message.timestamp.type", "LogAppendTime", "file.delete.delay.ms", "1000"));
        await(admin.createTopics(List.of(topic)).all());
    }

    @Override
    public void deleteStream(String stream) {
        await(admin.deleteTopics(List.of(stream)).all());
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

    /** Fetches as large as the facade's, so that what is compared is not a setting. */
    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                5000,
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void await(KafkaFuture<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new DriverFailure(
                    "Kafka: " + Optional.ofNullable(e.getCause()).orElse(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    /** One consumer's way from the beginning of a topic to the end that it had when the way began. */
    private static final class TopicTour {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;
        private Map<TopicPartition, Long> ends = Map.of();

        private TopicTour(KafkaConsumer<byte[], byte[]> consumer, String topic) {
            this.consumer = consumer;
            this.partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
        }

        private void begin() {
            ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
        }

        private ConsumerRecords<byte[], byte[]> poll(Duration patience) {
            return consumer.poll(patience);
        }

        private boolean ended() {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }
}
