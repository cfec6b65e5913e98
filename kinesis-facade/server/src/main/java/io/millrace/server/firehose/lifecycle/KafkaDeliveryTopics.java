package io.millrace.server.firehose.lifecycle;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.kafka.GroupOffsets;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.kafka.UntilKnown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Topics of Kafka. */
public final class KafkaDeliveryTopics implements DeliveryTopics {

    /** A record of a delivery stream is smaller. */
    private static final int MAX_RECORD_SIZE_IN_KIB = 1024;

    private final StreamTopics topics;
    private final GroupOffsets groups;
    private final Duration retention;

    public KafkaDeliveryTopics(StreamTopics topics, GroupOffsets groups, Duration retention) {
        this.topics = topics;
        this.groups = groups;
        this.retention = retention;
    }

    @Override
    public CompletionStage<Void> create(DeliverySource.DirectPut source) {
        StreamName topic = new StreamName(source.topic());
        Set<Integer> partitions =
                IntStream.range(0, source.partitions()).boxed().collect(Collectors.toSet());
        return topics.create(topic, source.partitions(), retention, MAX_RECORD_SIZE_IN_KIB)
                // Their leaders must answer before programs put.
                .thenCompose(created -> UntilKnown.ask(() -> topics.highWatermarks(topic, partitions)))
                .thenApply(ends -> null);
    }

    @Override
    public CompletionStage<Boolean> delete(DeliverySource.DirectPut source) {
        return topics.delete(new StreamName(source.topic()));
    }

    @Override
    public CompletionStage<Optional<String>> begin(DeliveryStreamFact stream, String group) {
        if (stream.source() instanceof DeliverySource.DirectPut) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        StreamName topic = new StreamName(stream.source().topic());
        return topics.partitions(topic)
                .thenCompose(partitions -> partitions.isEmpty()
                        ? CompletableFuture.completedStage(Optional.of("There is no topic " + topic + "."))
                        : groups.beginAt(group, topic, partitions.get(), from(stream))
                                .thenApply(begun -> Optional.empty()));
    }

    private static Instant from(DeliveryStreamFact stream) {
        Optional<Instant> wanted =
                stream.source() instanceof DeliverySource.Msk msk ? msk.readFrom() : Optional.empty();
        return wanted.orElse(stream.createdAt());
    }

    @Override
    public CompletionStage<Void> forget(String group) {
        return groups.forget(group);
    }
}
