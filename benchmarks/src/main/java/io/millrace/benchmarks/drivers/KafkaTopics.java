package io.millrace.benchmarks.drivers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

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
