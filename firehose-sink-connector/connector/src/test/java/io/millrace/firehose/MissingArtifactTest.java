package io.millrace.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class MissingArtifactTest {

    @Test
    void aDestinationWhoseArtifactIsNotThereIsRefusedBeforeATaskStarts() {
        List<ConfigValue> values = new FirehoseSinkConnector()
                .validate(Map.of(
                        "name", "orders",
                        "s3.bucket", "data",
                        "destination", "iceberg",
                        "iceberg.tables", "shop.orders",
                        "iceberg.catalog.type", "rest"))
                .configValues();

        assertThat(values)
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.errorMessages())
                        .singleElement()
                        .asString()
                        .startsWith("destination: iceberg needs the artifact firehose-sink-iceberg: unzip"));
    }
}
