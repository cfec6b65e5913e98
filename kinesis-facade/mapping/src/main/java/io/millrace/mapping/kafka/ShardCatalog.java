package io.millrace.mapping.kafka;

import io.millrace.mapping.catalog.CatalogImage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The stream catalog for programs that read streams' topics themselves, and want to know of a record what readers of Kinesis know: its shard and its sequence
 * number ({@link io.millrace.mapping.catalog.StreamImage#shardAt}, {@link io.millrace.mapping.Shard#sequenceNumberOf}).
 */
public final class ShardCatalog implements AutoCloseable {

    /** Nobody is given an older image than it asks for, so this says only how often Kafka is asked though nobody wants to know. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final CatalogFollower follower;

    /**
     * @param client where Kafka is and how to log in there, as a Kafka client has it
     * @param topic the facade's {@code kafka.catalogTopic}
     */
    public ShardCatalog(Map<String, ?> client, String topic) {
        Map<String, Object> named = new HashMap<>(client);
        named.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "millrace");
        Map<String, Object> consumer = PartitionerConfig.consumer(named);
        this.follower = new CatalogFollower(() -> new KafkaConsumer<byte[], byte[]>(consumer), topic, IDLE);
        follower.start();
    }

    /**
     * What the catalog says now or a little later: it knows all shards that a record can lie in that was read before this call. It fails when Kafka cannot be
     * read, and may be asked again; with an {@link org.apache.kafka.common.errors.UnsupportedVersionException} for good, if a newer Millrace wrote the catalog.
     */
    public CompletableFuture<CatalogImage> newest() {
        return follower.newest();
    }

    @Override
    public void close() {
        follower.close();
    }
}
