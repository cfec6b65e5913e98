package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import io.millrace.server.concurrent.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics behind streams: made, grown, deleted, and asked for their ends. Every call can be repeated safely. */
public final class StreamTopics implements TopicSettings, PartitionOffsets, ShardTopics {

    /** Room in a batch for a record's key, headers and framing, beside its data. */
    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    /** Of who asks on behalf of a client: Kafka is asked again about a topic that it has lost, or while it is away, until then. */
    private static final int CLIENT_PATIENCE_MS = 5_000;

    private final Admin admin;
    private final Optional<Short> replicationFactor;
    private final Map<String, String> extraConfig;

    /**
     * @param replicationFactor of new topics; empty: the brokers' default
     * @param extraConfig topic settings that every new topic gets, such as min.insync.replicas
     */
    public StreamTopics(Admin admin, Optional<Short> replicationFactor, Map<String, String> extraConfig) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
        this.extraConfig = Map.copyOf(extraConfig);
    }

    /**
     * Makes the topic; completes with false if there was one already. Fails with {@link TopicRefusedException} if Kafka will
     * have none of this name.
     */
    public CompletionStage<Boolean> create(
            StreamName stream, int partitions, Duration retention, int maxRecordSizeInKiB) {
        return create(stream, partitions, retention, maxRecordSizeInKiB, new CreateTopicsOptions());
    }

    /** Completes as {@link #create} would, and makes nothing. */
    public CompletionStage<Boolean> canCreate(
            StreamName stream, int partitions, Duration retention, int maxRecordSizeInKiB) {
        return create(stream, partitions, retention, maxRecordSizeInKiB, new CreateTopicsOptions().validateOnly(true));
    }

    private CompletionStage<Boolean> create(
            StreamName stream,
            int partitions,
            Duration retention,
            int maxRecordSizeInKiB,
            CreateTopicsOptions options) {
        NewTopic topic = new NewTopic(stream.value(), Optional.of(partitions), replicationFactor);
        topic.configs(config(retention, maxRecordSizeInKiB));
        return either(admin.createTopics(List.of(topic), options).all(), TopicExistsException.class)
                .exceptionallyCompose(e -> CompletableFuture.failedStage(
                        isForGood(Failures.cause(e)) ? new TopicRefusedException(stream, Failures.cause(e)) : e));
    }

    private static boolean isForGood(Throwable refusal) {
        return refusal instanceof InvalidTopicException
                || refusal instanceof PolicyViolationException
                || refusal instanceof AuthorizationException;
    }

    /** Deletes the topic; completes with false if there was none. */
    public CompletionStage<Boolean> delete(StreamName stream) {
        return either(admin.deleteTopics(List.of(stream.value())).all(), UnknownTopicOrPartitionException.class);
    }

    /** Completes with the number of partitions, or with empty if there is no such topic. */
    public CompletionStage<Optional<Integer>> partitions(StreamName stream) {
        return admin.describeTopics(List.of(stream.value()))
                .allTopicNames()
                .toCompletionStage()
                .thenApply(
                        all -> Optional.of(all.get(stream.value()).partitions().size()))
                .exceptionallyCompose(e -> Failures.cause(e) instanceof UnknownTopicOrPartitionException
                        ? CompletableFuture.completedStage(Optional.empty())
                        : CompletableFuture.failedStage(e));
    }

    @Override
    public CompletionStage<Void> grow(StreamName stream, int partitions) {
        return either(
                        admin.createPartitions(Map.of(stream.value(), NewPartitions.increaseTo(partitions)))
                                .all(),
                        InvalidPartitionsException.class)
                .thenApply(grown -> null);
    }

    public CompletionStage<Void> configure(StreamName stream, Duration retention, int maxRecordSizeInKiB) {
        return set(stream, config(retention, maxRecordSizeInKiB));
    }

    @Override
    public CompletionStage<Void> setRetention(StreamName stream, Duration retention) {
        return set(stream, retentionConfig(retention));
    }

    @Override
    public CompletionStage<Void> setMaxRecordSize(StreamName stream, int maxRecordSizeInKiB) {
        return set(stream, maxRecordSizeConfig(maxRecordSizeInKiB));
    }

    private CompletionStage<Void> set(StreamName stream, Map<String, String> config) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, stream.value());
        Collection<AlterConfigOp> changes = config.entrySet().stream()
                .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        return admin.incrementalAlterConfigs(Map.of(resource, changes)).all().toCompletionStage();
    }

    @Override
    public CompletionStage<Map<Integer, Long>> highWatermarks(StreamName stream, Set<Integer> partitions) {
        return offsets(stream, partitions, OffsetSpec.latest());
    }

    /** Every partition's oldest offset. */
    public CompletionStage<Map<Integer, Long>> firstOffsets(StreamName stream) {
        return partitions(stream).thenCompose(count -> {
            Set<Integer> all = IntStream.range(0, count.orElseThrow()).boxed().collect(Collectors.toSet());
            return offsets(stream, all, OffsetSpec.earliest());
        });
    }

    /** The topic's settings, those that are the brokers' defaults included. */
    public CompletionStage<Map<String, String>> settings(StreamName stream) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, stream.value());
        return admin.describeConfigs(List.of(resource))
                .values()
                .get(resource)
                .toCompletionStage()
                .thenApply(config -> config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    @Override
    public CompletionStage<Long> highWatermark(StreamName stream, int partition) {
        return soon(stream, partition, OffsetSpec.latest());
    }

    @Override
    public CompletionStage<Long> firstOffsetAt(StreamName stream, int partition, Instant time) {
        return soon(stream, partition, OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli())))
                .thenCompose(found ->
                        found >= 0 ? CompletableFuture.completedStage(found) : highWatermark(stream, partition));
    }

    private CompletionStage<Long> soon(StreamName stream, int partition, OffsetSpec spec) {
        return offsets(stream, Set.of(partition), spec, new ListOffsetsOptions().timeoutMs(CLIENT_PATIENCE_MS))
                .thenApply(found -> found.get(partition));
    }

    private CompletionStage<Map<Integer, Long>> offsets(StreamName stream, Set<Integer> partitions, OffsetSpec spec) {
        return offsets(stream, partitions, spec, new ListOffsetsOptions());
    }

    private CompletionStage<Map<Integer, Long>> offsets(
            StreamName stream, Set<Integer> partitions, OffsetSpec spec, ListOffsetsOptions options) {
        Map<TopicPartition, OffsetSpec> request = new HashMap<>();
        partitions.forEach(p -> request.put(new TopicPartition(stream.value(), p), spec));
        return admin.listOffsets(request, options).all().toCompletionStage().thenApply(StreamTopics::byPartition);
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> all) {
        return all.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().partition(), e -> e.getValue().offset()));
    }

    private Map<String, String> config(Duration retention, int maxRecordSizeInKiB) {
        Map<String, String> config = new HashMap<>(extraConfig);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.putAll(retentionConfig(retention));
        config.putAll(maxRecordSizeConfig(maxRecordSizeInKiB));
        return config;
    }

    /** Kafka deletes whole segments: an eighth of retention a segment keeps the rest small. */
    private static Map<String, String> retentionConfig(Duration retention) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(retention.toMillis() / 8));
    }

    private static Map<String, String> maxRecordSizeConfig(int maxRecordSizeInKiB) {
        return Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(maxRecordSizeInKiB * 1024 + RECORD_OVERHEAD_BYTES));
    }

    private static CompletionStage<Boolean> either(KafkaFuture<Void> done, Class<? extends Exception> already) {
        return done.toCompletionStage().handle((nothing, e) -> {
            if (e == null) {
                return true;
            }
            if (already.isInstance(Failures.cause(e))) {
                return false;
            }
            throw new CompletionException(Failures.cause(e));
        });
    }
}
