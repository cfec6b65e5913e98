package io.millrace.benchmarks.drivers;

import java.time.Duration;
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
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The broker itself: its streams are topics. */
final class KafkaTopics implements SystemUnderTest, AutoCloseable {

    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(20);

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
     * A broker that has made a topic need not know all of it yet, nor lead its partitions. If then a producer's first batch is refused
     * and its second is not, the first is out of order for ever: a producer that has several requests under way never gets over it.
     */
    private void awaitLeaders(String stream, int shards) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, shards)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(stream, partition), partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (true) {
            try {
                await(admin.listOffsets(ends).all());
                return;
            } catch (DriverFailure e) {
                if (System.nanoTime() > deadline || !isNotYetKnown(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isNotYetKnown(DriverFailure failure) {
        return failure.getCause() instanceof ExecutionException execution
                && execution.getCause() instanceof UnknownTopicOrPartitionException;
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
