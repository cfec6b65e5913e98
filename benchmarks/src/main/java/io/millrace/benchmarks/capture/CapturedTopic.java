package io.millrace.benchmarks.capture;

import io.millrace.benchmarks.drivers.DriverFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Where what is captured goes. */
final class CapturedTopic {

    static final int PARTITIONS = 4;

    /** A deleted one's data go soon: they are in memory. */
    static final Map<String, String> CONFIG = Map.of("file.delete.delay.ms", "1000");

    private final Admin admin;
    private final String name;

    CapturedTopic(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    String name() {
        return name;
    }

    void create() {
        done(admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1).configs(CONFIG)))
                .all());
    }

    /** 0 while it is not there. */
    long records() {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(name, partition), partition -> OffsetSpec.latest()));
        try {
            return done(admin.listOffsets(ends).all()).values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        } catch (UnknownTopicOrPartitionException e) {
            return 0;
        }
    }

    void delete() {
        try {
            done(admin.deleteTopics(List.of(name)).all());
        } catch (UnknownTopicOrPartitionException e) {
            // nothing came
        }
    }

    private static <T> T done(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            throw new DriverFailure("Kafka: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverFailure("interrupted", e);
        }
    }
}
