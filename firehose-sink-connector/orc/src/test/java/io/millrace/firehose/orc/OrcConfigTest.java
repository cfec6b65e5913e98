package io.millrace.firehose.orc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.config.FirehoseConfig;
import io.millrace.firehose.config.FormatSettings;
import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.orc.OrcOptions.Compression;
import io.millrace.firehose.format.orc.OrcOptions.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connector's properties where this artifact is beside it. */
class OrcConfigTest {

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void writeTheLeast() throws Exception {
        Path schema = Files.writeString(
                folder.resolve("orders.avsc"),
                "{\"type\":\"record\",\"name\":\"o\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");
        properties.putAll(Map.of(
                "name", "orders", "s3.bucket", "lake", "format", "orc", "format.schema.file", schema.toString()));
    }

    @Test
    void orcIsAcceptedWithTheServicesDefaults() {
        FirehoseConfig config = FirehoseConfig.of(properties);

        assertThat(config.format())
                .isInstanceOfSatisfying(
                        FormatSettings.Orc.class,
                        orc -> assertThat(orc.options()).isEqualTo(OrcOptions.DEFAULT));
        assertThat(config.buffer().bytes()).isEqualTo(128 << 20);
    }

    @Test
    void everyOptionIsRead() {
        properties.putAll(Map.of(
                "format.orc.stripe.mib", "8",
                "format.orc.block.mib", "64",
                "format.orc.row.index.stride", "1000",
                "format.orc.padding", "true",
                "format.orc.padding.tolerance", "1",
                "format.orc.compression", "zlib",
                "format.orc.bloom.filter.columns", "id",
                "format.orc.bloom.filter.false.positive.probability", "0.5",
                "format.orc.dictionary.key.threshold", "0",
                "format.orc.version", "V0_11"));

        assertThat(FirehoseConfig.of(properties).format())
                .isInstanceOfSatisfying(
                        FormatSettings.Orc.class,
                        orc -> assertThat(orc.options())
                                .isEqualTo(new OrcOptions(
                                        8 << 20,
                                        64 << 20,
                                        1_000,
                                        true,
                                        1,
                                        Compression.ZLIB,
                                        List.of("id"),
                                        0.5,
                                        0,
                                        Version.V0_11)));
    }

    @ParameterizedTest
    @CsvSource({
        "format.orc.stripe.mib, 7, 8 or more",
        "format.orc.block.mib, 63, 64 or more",
        "format.orc.row.index.stride, 999, 1000 or more",
        "format.orc.padding.tolerance, 1.1, 0 to 1",
        "format.orc.compression, GZIP, SNAPPY",
        "format.orc.bloom.filter.columns, nothing, there is no column nothing",
        "format.orc.bloom.filter.false.positive.probability, -1, 0 to 1",
        "format.orc.dictionary.key.threshold, 2, 0 to 1",
        "format.orc.version, V2, V0_12"
    })
    void whatTheServiceRefusesIsRefusedAtItsKey(String key, String value, String says) {
        properties.put(key, value);

        List<ConfigValue> faults = FirehoseConfig.validate(properties).configValues().stream()
                .filter(one -> !one.errorMessages().isEmpty())
                .toList();

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.name()).isEqualTo(key);
            assertThat(fault.errorMessages()).singleElement().asString().contains(says);
        });
    }
}
