package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Meter;
import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.workloads.Put;
import io.millrace.benchmarks.workloads.PutLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
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
            return loop.run(trial.start(), trial.patience(), trial.pace());
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

    /** A thread a consumer, as programs have it. */
    @Override
    public void readHead(String stream, int readers, Trial trial) {
        TopicPartition partition = new TopicPartition(stream, 0);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            CountDownLatch ready = new CountDownLatch(readers);
            CompletableFuture<Meter> begun = new CompletableFuture<>();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                all.add(threads.submit(() -> {
                    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                        consumer.assign(List.of(partition));
                        consumer.seekToEnd(List.of(partition));
                        consumer.position(partition);
                        ready.countDown();
                        followHead(consumer, begun.join());
                    }
                }));
            }
            ready.await();
            begun.complete(trial.start());
            for (Future<?> one : all) {
                one.get(trial.patience().toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DriverFailure("Kafka: " + e, e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void followHead(KafkaConsumer<byte[], byte[]> consumer, Meter meter) {
        while (!meter.over()) {
            long began = System.nanoTime();
            int count = consumer.poll(POLL).count();
            if (count > 0) {
                meter.completed(began, System.nanoTime(), count);
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

    /**
     * Fetches as large as the facade's are by default, so that what is compared is not a setting; and no fetch waits long at a
     * topic's end, or each tour would begin with half a second of waiting for the one that came to the end of the last.
     */
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
                "fetch.max.wait.ms",
                10,
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        topics.close();
    }
}
