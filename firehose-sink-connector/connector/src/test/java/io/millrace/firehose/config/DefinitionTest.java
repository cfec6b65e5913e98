package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {

    private static final ConfigDef DEFINITION = FirehoseConfig.definition();

    private static Map<String, ConfigValue> values(String... properties) {
        return FirehoseConfig.validate(Properties.with(properties)).configValues().stream()
                .collect(Collectors.toMap(ConfigValue::name, Function.identity()));
    }

    /** Of all choices. */
    static Set<String> words() {
        return values().values().stream()
                .flatMap(value -> value.recommendedValues().stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    @Test
    void everyKeyIsInAGroupAndSaysWhatItIs() {
        assertThat(DEFINITION.configKeys().values()).allSatisfy(key -> {
            assertThat(key.group).isNotBlank();
            assertThat(key.displayName).isNotBlank();
            assertThat(key.documentation).as(key.name).endsWith(".").hasSizeBetween(10, 400);
        });
    }

    @Test
    void onlyTheBucketIsNeeded() {
        assertThat(DEFINITION.configKeys().values().stream()
                        .filter(key -> !key.hasDefault())
                        .map(key -> key.name))
                .containsExactly("s3.bucket");
    }

    @Test
    void whatIsSecretIsAPassword() {
        assertThat(DEFINITION.configKeys().values().stream()
                        .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                        .map(key -> key.name))
                .contains(
                        "s3.access.key.id",
                        "s3.secret.access.key",
                        "s3.session.token",
                        "transform.signing.secret.access.key",
                        "transform.environment",
                        "http.access.key",
                        "opensearch.password",
                        "opensearch.signing.secret.access.key",
                        "splunk.token",
                        "format.schema.registry.authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "transform.endpoint, transform.runtime, http, node",
        "transform.root, transform.runtime, node, http",
        "format.parquet.block.mib, format, parquet, json_lines",
        "format.schema.file, format, ORC, verbatim",
        "format.orc.stripe.mib, format, orc, parquet",
        "format.hive.timestamp.formats, format.json.rules, hive, openx",
        "s3.kms.key.id, s3.encryption, aws:kms, AES256",
        "backup.bucket, backup.mode, all, disabled",
        "partitioning.query, destination, s3, http",
        "processing.cloudwatch.logs, processing.decompression, gzip, none",
        "http.url, destination, http, opensearch",
        "opensearch.index, destination, opensearch, s3",
        "splunk.token, destination, splunk, http",
        "delivery.source.arn, delivery.source.shape, kafka, direct"
    })
    void aFormShowsAKeyWhereItIsOfUse(String key, String parent, String with, String without) {
        assertThat(values(parent, with).get(key).visible()).isTrue();
        assertThat(values(parent, without).get(key).visible()).isFalse();
        assertThat(DEFINITION.configKeys().get(parent).dependents).contains(key);
    }

    @Test
    void aFormOffersTheWordsOfAChoice() {
        assertThat(values().get("s3.compression").recommendedValues())
                .containsExactly("UNCOMPRESSED", "GZIP", "ZIP", "Snappy", "HADOOP_SNAPPY", "ZSTD");
        assertThat(values().get("destination").recommendedValues())
                .containsExactly("s3", "http", "opensearch", "splunk", "iceberg");
    }

    /** As the service's model and guide have them; see {@link ValidationTest} for those that depend on the destination. */
    @ParameterizedTest
    @CsvSource({
        "partitioning.max.active, 500",
        "transform.retries, 3",
        "transform.buffer.interval.seconds, 60",
        "transform.timeout.seconds, 300",
        "s3.compression, UNCOMPRESSED",
        "s3.timezone, UTC",
        "format.openx.case.insensitive, true",
        "format.openx.dots.to.underscores, false",
        "format.parquet.page.kib, 1024",
        "format.parquet.compression, SNAPPY",
        "format.parquet.dictionary, false",
        "format.parquet.version, V1",
        "format.parquet.padding.bytes, 0",
        "format.orc.stripe.mib, 64",
        "format.orc.block.mib, 256",
        "format.orc.row.index.stride, 10000",
        "format.orc.padding, false",
        "format.orc.padding.tolerance, 0.05",
        "format.orc.compression, SNAPPY",
        "format.orc.bloom.filter.columns, []",
        "format.orc.bloom.filter.false.positive.probability, 0.05",
        "format.orc.version, V0_12",
        "opensearch.index.rotation, NoRotation",
        "opensearch.document.id, FIREHOSE_DEFAULT",
        "http.content.encoding, NONE",
        "splunk.ack.timeout.seconds, 180"
    })
    void aDefaultIsTheServices(String key, String value) {
        ConfigKey defined = DEFINITION.configKeys().get(key);

        assertThat(defined.defaultValue).hasToString(value);
    }
}
