package io.millrace.firehose.config;

import static io.millrace.firehose.config.Properties.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where records are in their Kinesis streams. */
final class KinesisConfigTest {

    @Test
    void nobodyAsksUnlessTransformsAreTold() {
        assertThat(Properties.read("kinesis.catalog.client.bootstrap.servers", "kafka:9092")
                        .kinesis())
                .isEmpty();
    }

    @Test
    void howTheCatalogIsReadIsHandedOnAndNotPrinted() {
        KinesisSettings settings = Properties.read(
                        "delivery.source.shape", "kinesis",
                        "kinesis.catalog.client.bootstrap.servers", "kafka:9092",
                        "kinesis.catalog.client.sasl.jaas.config", "hush")
                .kinesis()
                .orElseThrow();

        assertThat(settings)
                .isEqualTo(new KinesisSettings(
                        "__millrace_catalog", Map.of("bootstrap.servers", "kafka:9092", "sasl.jaas.config", "hush")));
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void withoutThePlaceOfTheCatalogItIsRefused() {
        refused(
                "kinesis.catalog.topic",
                "write kinesis.catalog.client.bootstrap.servers",
                "delivery.source.shape",
                "kinesis");
        refused("kinesis.catalog.topik", "write kinesis.catalog.topic", "kinesis.catalog.topik", "x");
    }
}
