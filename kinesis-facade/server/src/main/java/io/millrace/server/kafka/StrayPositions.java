package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Up to where the strays of partitions have been carried on, by whichever node: offsets of a consumer group. */
public final class StrayPositions implements CarriedStrays {

    private final Admin admin;
    private final ShardTopics topics;
    private final String group;

    /** @param group under which positions are committed */
    public StrayPositions(Admin admin, ShardTopics topics, String group) {
        this.admin = admin;
        this.topics = topics;
        this.group = group;
    }

    /** The last that is known now, for the partitions where something is: a transaction may be under way that moves it. */
    public CompletionStage<Map<StreamPartition, Long>> last(Collection<StreamPartition> partitions) {
        return committed(partitions, false);
    }

    /** The same, once no transaction is under way. */
    public CompletionStage<Map<StreamPartition, Long>> settled(Collection<StreamPartition> partitions) {
        return committed(partitions, true);
    }

    @Override
    public CompletionStage<Map<Integer, Long>> positions(
            StreamName stream, String incarnation, Set<Integer> partitions) {
        Set<StreamPartition> all = partitions.stream()
                .map(partition -> new StreamPartition(stream, incarnation, partition))
                .collect(Collectors.toSet());
        return settled(all)
                .thenApply(carried -> carried.entrySet().stream()
                        .collect(Collectors.toMap(at -> at.getKey().partition(), Map.Entry::getValue)));
    }

    /** Those of the partitions whose log has been carried on up to its end as it is now. */
    public CompletionStage<Set<Integer>> carriedToTheEnd(
            StreamName stream, String incarnation, Set<Integer> partitions) {
        return topics.highWatermarks(stream, partitions)
                .thenCompose(ends -> positions(stream, incarnation, partitions)
                        .thenApply(carried -> carried.entrySet().stream()
                                .filter(at -> at.getValue() >= ends.get(at.getKey()))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet())));
    }

    private CompletionStage<Map<StreamPartition, Long>> committed(
            Collection<StreamPartition> partitions, boolean settled) {
        if (partitions.isEmpty()) {
            return CompletableFuture.completedStage(Map.of());
        }
        ListConsumerGroupOffsetsSpec which = new ListConsumerGroupOffsetsSpec()
                .topicPartitions(
                        partitions.stream().map(StreamPartition::inKafka).toList());
        return admin.listConsumerGroupOffsets(
                        Map.of(group, which), new ListConsumerGroupOffsetsOptions().requireStable(settled))
                .partitionsToOffsetAndMetadata(group)
                .toCompletionStage()
                .thenApply(offsets -> {
                    Map<StreamPartition, Long> known = new HashMap<>();
                    for (StreamPartition partition : partitions) {
                        OffsetAndMetadata at = offsets.get(partition.inKafka());
                        // What was committed for an older stream of the same name is not meant.
                        if (at != null && at.metadata().equals(partition.incarnation())) {
                            known.put(partition, at.offset());
                        }
                    }
                    return known;
                });
    }
}
