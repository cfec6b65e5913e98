package io.millrace.benchmarks.drivers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The broker itself: its streams are topics. */
final class KafkaTopics implements SystemUnderTest, AutoCloseable {

    private final Map<String, ProcessHandle> servers;
    private final Admin admin;

    KafkaTopics(String bootstrapServers, Map<String, ProcessHandle> servers) {
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
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
        awaitLeaders(stream, shards);
    }

    /**
     * A broker that knows of a topic need not lead its partitions yet. If then a producer's first batch is refused and its second is
     * not, the first is out of order for ever: a producer that has several requests under way never gets over it.
     */
    private void awaitLeaders(String stream, int shards) {
        await(admin.listOffsets(IntStream.range(0, shards)
                        .boxed()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(stream, partition), partition -> OffsetSpec.latest())))
                .all());
    }

    @Override
    public void deleteStream(String stream) {
        await(admin.deleteTopics(List.of(stream)).all());
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
}
