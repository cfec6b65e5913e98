package io.millrace.mapping.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

final class PartitionerConfigTest {

    @Test
    void everythingHasADefault() {
        assertThat(PartitionerConfig.of(Map.of()))
                .isEqualTo(new PartitionerConfig(
                        "__millrace_catalog", Duration.ofSeconds(15), Duration.ofSeconds(30), 16_384));
    }

    @Test
    void everythingCanBeSetAsTextOrAsNumber() {
        assertThat(PartitionerConfig.of(Map.of(
                        "millrace.catalog.topic",
                        "other",
                        "millrace.patience.ms",
                        "1000",
                        "millrace.catalog.max.age.ms",
                        2000L,
                        "batch.size",
                        100)))
                .isEqualTo(new PartitionerConfig("other", Duration.ofSeconds(1), Duration.ofSeconds(2), 100));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> PartitionerConfig.of(Map.of("millrace.patience.ms", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("millrace.patience.ms");
        assertThatThrownBy(() -> PartitionerConfig.of(Map.of("millrace.catalog.max.age.ms", 999)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("1000 or more");
    }

    @Test
    void theCatalogIsReadOverTheProducersOwnConnection() {
        Map<String, Object> consumer = PartitionerConfig.consumer(Map.of(
                "bootstrap.servers", "kafka:9093",
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "secret",
                "ssl.truststore.location", "/store",
                "a.login.modules.own", "setting",
                "client.id", "orders"));

        assertThat(consumer)
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "secret")
                .containsEntry("ssl.truststore.location", "/store")
                .containsEntry("a.login.modules.own", "setting")
                .containsEntry("client.id", "orders-catalog")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void whatIsTheProducersAloneIsNotTheConsumers() {
        assertThat(PartitionerConfig.consumer(Map.of(
                        "acks",
                        "all",
                        "transactional.id",
                        "mine",
                        "key.serializer",
                        "x",
                        "partitioner.class",
                        ShardPartitioner.class,
                        "interceptor.classes",
                        ExplicitHashKeys.class.getName(),
                        "millrace.patience.ms",
                        1)))
                .doesNotContainKeys(
                        "acks",
                        "transactional.id",
                        "key.serializer",
                        "partitioner.class",
                        "interceptor.classes",
                        "millrace.patience.ms");
    }
}
