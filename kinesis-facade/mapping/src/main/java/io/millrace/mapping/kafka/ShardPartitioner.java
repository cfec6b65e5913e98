package io.millrace.mapping.kafka;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Sends a record to the shard to which a Kinesis producer sends one with the same key: {@code partitioner.class} of a plain
 * KafkaProducer. It follows the stream catalog; a send to a shard that is closing waits for the children. Topics that are no streams
 * are partitioned as Kafka does. What holds during a reshard is told in docs/kafka-native.md.
 */
public final class ShardPartitioner implements Partitioner {

    /** The facade's {@code kafka.catalogTopic}. */
    public static final String CATALOG_TOPIC_CONFIG = "millrace.catalog.topic";

    public static final String DEFAULT_CATALOG_TOPIC = "__millrace_catalog";

    /** How long a send may wait for a shard that is closing, or for the catalog; 15000. */
    public static final String PATIENCE_MS_CONFIG = "millrace.patience.ms";

    /** For how long the last known catalog is good when it cannot be read; 30000. */
    public static final String CATALOG_MAX_AGE_MS_CONFIG = "millrace.catalog.max.age.ms";

    private final Map<String, Optional<StreamName>> names = new ConcurrentHashMap<>();

    /** Topics of which it is known that they were no streams when they were first sent to. */
    private final Set<String> plainTopics = ConcurrentHashMap.newKeySet();

    private @Nullable PartitionerConfig config;
    private @Nullable CatalogFollower follower;
    private @Nullable StickyChoice sticky;

    @Override
    public void configure(Map<String, ?> properties) {
        PartitionerConfig read = PartitionerConfig.of(properties);
        Map<String, Object> consumer = PartitionerConfig.consumer(properties);
        config = read;
        sticky = new StickyChoice(read.stickyBytes());
        follower = new CatalogFollower(
                () -> new KafkaConsumer<byte[], byte[]>(consumer), read.catalogTopic(), read.maxAge());
        follower.start();
    }

    /**
     * @throws TimeoutException if the shard stays closed, or the catalog cannot be read: the send fails, and can be tried again
     */
    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (config == null || follower == null || sticky == null) {
            throw new IllegalStateException("configure() comes first");
        }
        Optional<HashKey> hashKey =
                ExplicitHashKeys.take().or(() -> Optional.ofNullable(keyBytes).map(HashKey::ofPartitionKey));
        long deadline = System.nanoTime() + config.patience().toNanos();
        int bytes = valueBytes == null ? 0 : valueBytes.length;
        Optional<StreamName> stream = stream(follower, topic, deadline);
        if (stream.isEmpty()) {
            return keyBytes == null
                    ? sticky.partition(topic, available(topic, cluster), bytes)
                    : Utils.toPositive(Utils.murmur2(keyBytes)) % cluster.partitionCountForTopic(topic);
        }
        if (hashKey.isEmpty()) {
            return sticky.partition(topic, await(follower, stream.get(), ShardPartitioner::open, deadline), bytes);
        }
        return await(follower, stream.get(), image -> open(image, hashKey.get()), deadline);
    }

    /** Empty if the topic is no stream. Before that is said for the first time, the catalog is read to its end. */
    private Optional<StreamName> stream(CatalogFollower catalog, String topic, long deadline) {
        Optional<StreamName> name = names.computeIfAbsent(topic, StreamName::parse);
        if (name.isEmpty() || isStream(catalog, name.get(), deadline)) {
            return name;
        }
        if (!plainTopics.contains(topic)) {
            catalog.prove(deadline);
            if (isStream(catalog, name.get(), deadline)) {
                return name;
            }
            plainTopics.add(topic);
        }
        return Optional.empty();
    }

    private boolean isStream(CatalogFollower catalog, StreamName name, long deadline) {
        boolean known = catalog.await(image -> Optional.of(image.stream(name).isPresent()), deadline, () -> "");
        if (known && !plainTopics.isEmpty()) {
            plainTopics.remove(name.value());
        }
        return known;
    }

    private static <T> T await(
            CatalogFollower catalog, StreamName name, Function<StreamImage, Optional<T>> wanted, long deadline) {
        return catalog.await(
                (CatalogImage image) -> image.stream(name)
                        .filter(stream -> stream.fact().isReady())
                        .flatMap(wanted),
                deadline,
                () -> "No shard of stream " + name + " takes this record now: it is being resharded, made or deleted");
    }

    private static Optional<Integer> open(StreamImage stream, HashKey key) {
        return stream.router()
                .map(router -> router.shardFor(key))
                .filter(Shard::acceptsWrites)
                .map(Shard::partition);
    }

    private static Optional<List<Integer>> open(StreamImage stream) {
        List<Integer> open = stream.openShards().stream()
                .filter(Shard::acceptsWrites)
                .map(Shard::partition)
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(open);
    }

    private static List<Integer> available(String topic, Cluster cluster) {
        List<PartitionInfo> available = cluster.availablePartitionsForTopic(topic);
        return available.isEmpty()
                ? IntStream.range(0, cluster.partitionCountForTopic(topic))
                        .boxed()
                        .toList()
                : available.stream().map(PartitionInfo::partition).toList();
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }
}
