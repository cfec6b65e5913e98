package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Up to where the strays of partitions have been carried on, by whichever node. */
public final class StrayPositions {

    private final Admin admin;
    private final ShardTopics topics;
    private final String group;

    /** @param group under which positions are committed */
    public StrayPositions(Admin admin, ShardTopics topics, String group) {
        this.admin = admin;
        this.topics = topics;
        this.group = group;
    }

    /** Those of the partitions whose log has been carried on up to its end as it is now. */
    public CompletionStage<Set<Integer>> carriedToTheEnd(
            StreamName stream, String incarnation, Set<Integer> partitions) {
        return topics.highWatermarks(stream, partitions)
                .thenCompose(ends -> committed(stream, partitions)
                        .thenApply(committed -> partitions.stream()
                                .filter(partition -> {
                                    OffsetAndMetadata at = committed.get(new TopicPartition(stream.value(), partition));
                                    return at != null
                                            && at.metadata().equals(incarnation)
                                            && at.offset() >= ends.get(partition);
                                })
                                .collect(Collectors.toSet())));
    }

    private CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(
            StreamName stream, Set<Integer> partitions) {
        ListConsumerGroupOffsetsSpec which = new ListConsumerGroupOffsetsSpec()
                .topicPartitions(partitions.stream()
                        .map(partition -> new TopicPartition(stream.value(), partition))
                        .toList());
        return admin.listConsumerGroupOffsets(
                        Map.of(group, which), new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group)
                .toCompletionStage();
    }
}
