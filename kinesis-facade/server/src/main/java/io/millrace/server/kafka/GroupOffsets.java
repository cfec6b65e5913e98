package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import io.millrace.server.concurrent.Failures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** From where consumer groups read that have not begun. */
public final class GroupOffsets {

    private final Admin admin;

    public GroupOffsets(Admin admin) {
        this.admin = admin;
    }

    /**
     * Lets a group that nobody is in begin with what was written at a time or later.
     *
     * @param partitions how many the topic has
     */
    public CompletionStage<Void> beginAt(String group, StreamName topic, int partitions, Instant time) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic.value(), partition))
                .toList();
        OffsetSpec at = OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli()));
        return admin.listOffsets(all.stream().collect(Collectors.toMap(each -> each, each -> at)))
                .all()
                .toCompletionStage()
                .thenCombine(
                        admin.listOffsets(all.stream()
                                        .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                                .all()
                                .toCompletionStage(),
                        GroupOffsets::orEnd)
                .thenCompose(offsets ->
                        admin.alterConsumerGroupOffsets(group, offsets).all().toCompletionStage());
    }

    private static Map<TopicPartition, OffsetAndMetadata> orEnd(
            Map<TopicPartition, ListOffsetsResultInfo> found, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            long offset = entry.getValue().offset();
            return new OffsetAndMetadata(offset < 0 ? ends.get(entry.getKey()).offset() : offset);
        }));
    }

    /** Forgets the group; that there is none is as good. */
    public CompletionStage<Void> forget(String group) {
        return admin.deleteConsumerGroups(List.of(group))
                .all()
                .toCompletionStage()
                .exceptionallyCompose(e -> Failures.cause(e) instanceof GroupIdNotFoundException
                        ? CompletableFuture.completedStage(null)
                        : CompletableFuture.failedStage(e));
    }
}
