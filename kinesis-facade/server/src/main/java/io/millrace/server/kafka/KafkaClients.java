package io.millrace.server.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Makes every Kafka client of a node, each from the user's properties; what its use depends on is set over them. */
public final class KafkaClients {

    private static final String READ_COMMITTED = "read_committed";
    private static final int MIB = 1024 * 1024;

    private final Map<String, Object> common;

    /** @param properties bootstrap.servers and what else the cluster asks for: SASL, TLS */
    public KafkaClients(Map<String, ?> properties) {
        this.common = Map.copyOf(properties);
    }

    public Admin admin() {
        Map<String, Object> config = with("admin");
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        return Admin.create(config);
    }

    /**
     * The one producer of records. Idempotent, acknowledged by all in-sync replicas, and never reordering: what this
     * class sets here, the order of a shard rests on. One request at a time to a broker: while it is under way the next ones
     * gather, so that requests are larger and fewer, and no first batch is overtaken in a partition that is only just led
     * (docs/decisions/022-one-request-in-flight.md).
     *
     * @param bufferBytes what may wait to be sent; beyond it {@code send} blocks
     * @param deliveryTimeout after this an append has failed for good
     * @param blockTimeout how long {@code send} may wait for memory or metadata
     */
    public KafkaProducer<byte[], byte[]> recordProducer(
            long bufferBytes, Duration deliveryTimeout, Duration blockTimeout, Duration linger) {
        Map<String, Object> config = with("records");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        config.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, blockTimeout.toMillis());
        long afterLinger = deliveryTimeout.minus(linger).toMillis();
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(10_000, afterLinger));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public KafkaProducer<byte[], byte[]> transactionalProducer(String transactionalId) {
        Map<String, Object> config = with(transactionalId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 12_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * The producer of heartbeats: in order, none twice, and each fails in time to be sent again while the lease still holds.
     *
     * @param lease for how long a heartbeat counts
     */
    public KafkaProducer<byte[], byte[]> heartbeatProducer(Duration lease) {
        Map<String, Object> config = with("nodes");
        int patience = (int) lease.toMillis();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 3);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reads committed records of partitions that it is told; joins no group, commits nothing. */
    public KafkaConsumer<byte[], byte[]> tailConsumer(String name) {
        Map<String, Object> config = reading(name);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        // A log that was cut must be noticed, not read on from another place.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads what lies where no shard is. */
    public KafkaConsumer<byte[], byte[]> strayConsumer() {
        Map<String, Object> config = reading("strays");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * MIB);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MIB);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        // An offset that is not there must be noticed, not replaced by another.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Carries strays on. Short transactions: until one is over, readers of the shards that it writes to wait. Compressed, because what
     * its first producer sent compressed may be too large otherwise.
     */
    public KafkaProducer<byte[], byte[]> strayProducer(String transactionalId) {
        Map<String, Object> config = with(transactionalId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 * MIB);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 72L * MIB);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Follows the heads of shards, as many as there are. It waits at a broker no longer than who has just come can wait until
     * his shard is among those that are asked for.
     *
     * @param fetchBytes the most that one fetch brings; one is under way while another is taken in
     */
    public KafkaConsumer<byte[], ByteBuffer> headConsumer(int fetchBytes, int maxPollRecords) {
        Map<String, Object> config = reading("heads");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        // An offset that is not there must be noticed, not replaced by another.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteBufferDeserializer());
    }

    /**
     * Reads shards. Values stay where they were fetched: the buffers are slices of the fetch response.
     *
     * @param fetchBytes the most that one fetch brings
     */
    public KafkaConsumer<byte[], ByteBuffer> shardConsumer(int number, int fetchBytes, int maxPollRecords) {
        Map<String, Object> config = reading("shards-" + number);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        // An offset that is not there must be noticed, not replaced by another.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteBufferDeserializer());
    }

    private Map<String, Object> reading(String name) {
        Map<String, Object> config = with(name);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }

    private Map<String, Object> with(String name) {
        Map<String, Object> config = new HashMap<>(common);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "millrace-" + name);
        config.put("metric.reporters", "");
        config.put("enable.metrics.push", false);
        return config;
    }
}
