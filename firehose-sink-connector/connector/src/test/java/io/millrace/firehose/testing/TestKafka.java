package io.millrace.firehose.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One real broker for all tests of a JVM, started at the first call and gone with its folder when the JVM ends. */
final class TestKafka {

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Runnable> before = Collections.synchronizedList(new ArrayList<>());

    private TestKafka() {
        try {
            this.folder = Files.createTempDirectory("millrace-connect-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.broker = EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(folder));
        Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.admin = Admin.create(clients);
        this.producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
        Runtime.getRuntime().addShutdownHook(new Thread(this::discard, "test-kafka-discard"));
    }

    static TestKafka shared() {
        return Holder.KAFKA;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    void createTopic(String topic, int partitions) {
        done(admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all());
    }

    long produce(String topic, int partition, String key, String value) {
        return produce(
                topic,
                partition,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8));
    }

    long produce(String topic, int partition, byte[] key, byte[] value) {
        return done(producer.send(new ProducerRecord<>(topic, partition, key, value)))
                .offset();
    }

    Map<TopicPartition, Long> offsets(String group) {
        return done(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What uses it stops first. */
    void beforeItStops(Runnable stop) {
        before.add(stop);
    }

    /** The broker before its files: one whose files vanish halts the JVM, and with it the tests' exit code. */
    private void discard() {
        List.copyOf(before).forEach(Runnable::run);
        producer.close();
        admin.close();
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // What is left stays in the temporary folder.
        }
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Holder {
        static final TestKafka KAFKA = new TestKafka();
    }
}
