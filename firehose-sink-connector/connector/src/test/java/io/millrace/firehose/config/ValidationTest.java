package io.millrace.firehose.config;

import static io.millrace.firehose.config.Properties.accepted;
import static io.millrace.firehose.config.Properties.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all keys, and for the stream itself. */
class ValidationTest {

    @Test
    void aBucketIsNeeded() {
        assertThat(Properties.faults(Map.of("name", "orders"))).containsOnlyKeys("s3.bucket");
        refused("s3.bucket", "write a bucket's name", "s3.bucket", "");
        refused("s3.bucket", "write a bucket's name", "s3.bucket", "data/orders");
    }

    @Test
    void aConnectorsNameMustDoAsTheStreamsUnlessThatHasItsOwn() {
        refused("delivery.stream.name", "my connector", "name", "my connector");
        refused("delivery.stream.name", "1 to 64", "delivery.stream.name", "a/b");
        accepted("name", "my connector", "delivery.stream.name", "orders");
    }

    @ParameterizedTest
    @CsvSource({
        "s3.buket, s3.bucket",
        "buffer.size.mb, buffer.size.mib",
        "transform.endpont, transform.endpoint",
        "delivery.guarante, delivery.guarantee",
        "destination.s3, destination"
    })
    void aKeyThatOnlyLooksLikeOursIsRefusedWithTheNearest(String key, String nearest) {
        refused(key, "write " + nearest, key, "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics",
                "topics.regex",
                "tasks.max",
                "connector.class",
                "key.converter",
                "value.converter.schemas.enable",
                "header.converter",
                "errors.tolerance",
                "transforms",
                "transforms.mask.type",
                "predicates",
                "consumer.override.max.poll.records",
                "config.action.reload"
            })
    void keysOfConnectAreNotOurs(String key) {
        accepted(key, "x");
    }

    @ParameterizedTest
    @CsvSource({"redshift, COPY", "snowflake, Snowpipe", "kinesis, 's3, http, opensearch, splunk, iceberg'"})
    void aDestinationThatCannotBeHadIsRefusedWithWhatToDo(String destination, String instead) {
        refused("destination", instead, "destination", destination);
    }

    @Test
    void exactlyOnceIsForS3Only() {
        accepted("delivery.guarantee", "exactly_once");
        accepted("delivery.guarantee", "at_least_once");
        assertThat(Properties.faults("destination", "splunk", "delivery.guarantee", "exactly_once"))
                .hasEntrySatisfying(
                        "delivery.guarantee",
                        messages ->
                                assertThat(messages).singleElement().asString().contains("at_least_once"));
    }

    static Stream<Arguments> refusedByThemselves() {
        return Stream.of(
                Arguments.of("s3.timezone", "Mars/Olympus"),
                Arguments.of("s3.file.extension", "json"),
                Arguments.of("s3.endpoint", "localhost:9000"),
                Arguments.of("s3.compression", "LZ4"),
                Arguments.of("buffer.size.mib", "five"),
                Arguments.of("memory.budget.mib", "15"),
                Arguments.of("upload.threads", "65"),
                Arguments.of("delivery.stream.version", "0"),
                Arguments.of("partitioning.max.active", "5001"),
                Arguments.of("transform.concurrency", "11"),
                Arguments.of("transform.buffer.size.mib", "0.1"),
                Arguments.of("transform.buffer.size.mib", "3.1"),
                Arguments.of("transform.timeout.seconds", "301"),
                Arguments.of("transform.retries", "301"),
                Arguments.of("format.parquet.page.kib", "63"),
                Arguments.of("format.parquet.padding.bytes", "-1"));
    }

    @ParameterizedTest
    @MethodSource("refusedByThemselves")
    void aValueOutOfItsRangeIsRefusedOnce(String key, String value) {
        refused(key, value, key, value);
    }

    @Test
    void buffersMustFitIntoTheHeap() {
        accepted("memory.budget.mib", "16");
        refused("memory.budget.mib", "-Xmx", "memory.budget.mib", "2000000000");
    }

    @Test
    void whatIsSpilledGoesToAFolder(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        accepted("spill.directory", folder.resolve("not/yet").toString());
        refused("spill.directory", file + " is no folder: write one", "spill.directory", file.toString());
        refused("spill.directory", file + " is no folder", "spill.directory", file + "/below");
    }

    @Test
    void namesThatS3DoesNotTakeAreRefusedWhereverTheyComeFrom() {
        refused("s3.prefix", "leave them out", "s3.prefix", "../a/");
        refused("s3.error.prefix", "leave them out", "s3.error.prefix", "a/../b/");
        refused("backup.prefix", "leave them out", "backup.mode", "all", "backup.prefix", "./a/");
    }

    @Test
    void aFaultIsNotFollowedByOthersThatComeOfIt() {
        refused("destination", "Redshift", "destination", "redshift", "buffer.interval.seconds", "0");
        refused("s3.prefix", "!{", "s3.prefix", "!{nonsense}", "partitioning.query", "{c: .id}");
        refused("s3.prefix", "!{", "s3.prefix", "!{nonsense}", "buffer.interval.seconds", "0");
    }

    @Test
    void noSecretIsInAMessage() {
        Map<String, List<String>> faults = Properties.faults(
                "transform.runtime", "node",
                "transform.root", "/functions/clean",
                "transform.handler", "index.handler",
                "transform.environment", "TOKEN=hush,=hush,hush",
                "s3.secret.access.key", "hush");

        assertThat(faults).containsOnlyKeys("transform.environment", "s3.access.key.id");
        assertThat(faults.toString()).doesNotContain("hush");
    }

    @Test
    void theCaseOfWordsDoesNotMatter() {
        accepted("destination", "S3", "s3.compression", "snappy", "delivery.guarantee", "EXACTLY_ONCE");
    }
}
