package io.millrace.mapping.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a producer's properties say to its partitioner.
 *
 * @param catalogTopic the facade's {@code kafka.catalogTopic}
 * @param patience how long a send may wait for a shard that is closing, or for the catalog
 * @param maxAge for how long the last known catalog is good when it cannot be read
 * @param stickyBytes after so many bytes records without a key go to another shard
 */
record PartitionerConfig(String catalogTopic, Duration patience, Duration maxAge, int stickyBytes) {

    private static final Set<String> NOT_OF_THE_CONNECTION = Set.of(
            ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            CommonClientConfigs.CLIENT_ID_CONFIG);

    static PartitionerConfig of(Map<String, ?> properties) {
        Object topic = properties.get(ShardPartitioner.CATALOG_TOPIC_CONFIG);
        return new PartitionerConfig(
                topic == null ? ShardPartitioner.DEFAULT_CATALOG_TOPIC : topic.toString(),
                Duration.ofMillis(number(properties, ShardPartitioner.PATIENCE_MS_CONFIG, 0, 15_000)),
                Duration.ofMillis(number(properties, ShardPartitioner.CATALOG_MAX_AGE_MS_CONFIG, 1_000, 30_000)),
                (int) Math.min(Integer.MAX_VALUE, number(properties, ProducerConfig.BATCH_SIZE_CONFIG, 0, 16_384)));
    }

    private static long number(Map<String, ?> properties, String name, long least, long otherwise) {
        Object value = properties.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value.toString().trim());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new ConfigException(name, value, "must be a number, " + least + " or more");
    }

    /** A consumer that connects as the producer does (SASL, TLS, addresses), and reads what is committed of the catalog. */
    static Map<String, Object> consumer(Map<String, ?> producer) {
        Map<String, Object> config = new HashMap<>();
        producer.forEach((name, value) -> {
            boolean ofProducersOnly = ProducerConfig.configNames().contains(name)
                    && !ConsumerConfig.configNames().contains(name);
            if (!ofProducersOnly && !name.startsWith("millrace.") && !NOT_OF_THE_CONNECTION.contains(name)) {
                config.put(name, value);
            }
        });
        config.put(
                CommonClientConfigs.CLIENT_ID_CONFIG, producer.get(CommonClientConfigs.CLIENT_ID_CONFIG) + "-catalog");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return config;
    }
}
