package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

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

class ValidationTest {

    private static final String KEYED = "c=!{partitionKeyFromQuery:c}/";
    private static final String ERRORS = "failed/!{firehose:error-output-type}/";

    @TempDir
    static Path folder;

    /** One fault, at this key, that says this. */
    private static void refused(String key, String says, String... properties) {
        assertThat(Properties.faults(properties))
                .containsOnlyKeys(key)
                .hasEntrySatisfying(
                        key,
                        messages -> assertThat(messages)
                                .singleElement()
                                .asString()
                                .contains(key)
                                .contains(says));
    }

    private static void accepted(String... properties) {
        assertThat(Properties.faults(properties)).isEmpty();
    }

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

    @ParameterizedTest
    @CsvSource({"s3, 86400", "http, 300", "opensearch, 300", "splunk, 300"})
    void retriesLastAsLongAsTheServicesDo(String destination, int seconds) {
        assertThat(BufferHints.of(DestinationOptions.TYPES.parse(destination))
                        .retrySeconds()
                        .usual())
                .isEqualTo(seconds);
    }

    /** BufferingHints, HttpEndpointBufferingHints, AmazonopensearchserviceBufferingHints, SplunkBufferingHints of the service's model. */
    @ParameterizedTest
    @CsvSource({"s3, 128, 5, 900, 300", "http, 64, 5, 900, 300", "opensearch, 100, 5, 900, 300", "splunk, 5, 5, 60, 60"
    })
    void buffersHaveTheServicesRangesAndDefaults(
            String destination, int mostMebibytes, int mebibytes, int mostSeconds, int seconds) {
        BufferHints hints = BufferHints.of(DestinationOptions.TYPES.parse(destination));

        assertThat(hints.mebibytes()).isEqualTo(new BufferHints.Hint(1, mostMebibytes, mebibytes));
        assertThat(hints.intervalSeconds()).isEqualTo(new BufferHints.Hint(0, mostSeconds, seconds));
        assertThat(Properties.faults("destination", destination, "buffer.size.mib", "" + mostMebibytes))
                .doesNotContainKey("buffer.size.mib");
        assertThat(Properties.faults("destination", destination, "buffer.size.mib", "" + (mostMebibytes + 1)))
                .containsKey("buffer.size.mib");
        assertThat(Properties.faults("destination", destination, "buffer.size.mib", "0"))
                .containsKey("buffer.size.mib");
        assertThat(Properties.faults("destination", destination, "buffer.interval.seconds", "" + mostSeconds))
                .doesNotContainKey("buffer.interval.seconds");
        assertThat(Properties.faults("destination", destination, "buffer.interval.seconds", "" + (mostSeconds + 1)))
                .containsKey("buffer.interval.seconds");
        assertThat(Properties.faults("destination", destination, "buffer.interval.seconds", "0"))
                .doesNotContainKey("buffer.interval.seconds");
    }

    @Test
    void aStoreMayBeAskedAgainForAWeekAndOthersForTwoHours() {
        accepted("retry.duration.seconds", "604800");
        refused("retry.duration.seconds", "604800", "retry.duration.seconds", "604801");
        assertThat(Properties.faults("destination", "http", "retry.duration.seconds", "7200"))
                .doesNotContainKey("retry.duration.seconds");
        assertThat(Properties.faults("destination", "http", "retry.duration.seconds", "7201"))
                .containsKey("retry.duration.seconds");
    }

    @Test
    void formatConversionWantsLargeBuffersAndNoCompressionOfItsFiles() throws Exception {
        String schema =
                schema("{\"type\": \"record\", \"name\": \"O\", \"fields\": [{\"name\": \"id\", \"type\": \"int\"}]}");

        accepted("format", "parquet", "format.schema.file", schema, "buffer.size.mib", "64");
        refused(
                "buffer.size.mib",
                "64 to 128",
                "format",
                "parquet",
                "format.schema.file",
                schema,
                "buffer.size.mib",
                "63");
        refused(
                "s3.compression",
                "UNCOMPRESSED",
                "format",
                "parquet",
                "format.schema.file",
                schema,
                "s3.compression",
                "GZIP");
        assertThat(Properties.faults("destination", "http", "format", "parquet", "format.schema.file", schema))
                .hasEntrySatisfying(
                        "format",
                        messages ->
                                assertThat(messages).singleElement().asString().contains("write verbatim"));
    }

    @Test
    void orcIsRefusedWithWhatToDoWhereItsArtifactIsNot() {
        String[] orc = {
            "format",
            "orc",
            "format.schema.registry.url",
            "http://registry:8081",
            "format.schema.registry.subject",
            "orders-value"
        };

        assertThat(Properties.faults(orc)).containsOnlyKeys("format");
        refused("format", "firehose-sink-orc", orc);
    }

    @Test
    void aBloomFilterIsRightAtTimes() {
        refused(
                "format.orc.bloom.filter.false.positive.probability",
                "more than 0",
                "format.orc.bloom.filter.columns",
                "id",
                "format.orc.bloom.filter.false.positive.probability",
                "0");
        assertThat(Properties.faults("format.orc.bloom.filter.false.positive.probability", "1"))
                .isEmpty();
    }

    @Test
    void formatConversionNeedsOneSchemaThatCanBeRead() throws Exception {
        refused("format.schema.file", "format.schema.registry.url", "format", "parquet");
        refused("format.schema.file", "cannot read", "format", "parquet", "format.schema.file", "/nowhere.avsc");
        refused("format.schema.file", "Not an Avro schema", "format", "parquet", "format.schema.file", schema("{}"));
        refused(
                "format.schema.registry.subject",
                "needed",
                "format",
                "parquet",
                "format.schema.registry.url",
                "http://registry:8081");
        refused(
                "format.schema.file",
                "write one of them",
                "format",
                "parquet",
                "format.schema.file",
                schema("{}"),
                "format.schema.registry.url",
                "http://registry:8081");
    }

    private static String schema(String text) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "table", ".avsc"), text)
                .toString();
    }

    @Test
    void aPageIsNoLargerThanItsRowGroup() throws Exception {
        String schema =
                schema("{\"type\": \"record\", \"name\": \"O\", \"fields\": [{\"name\": \"id\", \"type\": \"int\"}]}");

        refused(
                "format.parquet.page.kib",
                "row group",
                "format",
                "parquet",
                "format.schema.file",
                schema,
                "format.parquet.block.mib",
                "1",
                "format.parquet.page.kib",
                "2048");
    }

    @Test
    void aPrefixWithExpressionsNeedsAnErrorPrefix() {
        refused("s3.error.prefix", "write, for example", "s3.prefix", "!{timestamp:yyyy}/");
        refused("s3.error.prefix", "error-output-type", "s3.prefix", "a/", "s3.error.prefix", "!{timestamp:yyyy}/");
        refused("s3.prefix", "timestamp", "s3.prefix", "!{time:yyyy}/", "s3.error.prefix", ERRORS);
        accepted("s3.prefix", "!{timestamp:yyyy}/", "s3.error.prefix", ERRORS);
    }

    @Test
    void partitionKeysInThePrefixAreTheQuerysOrTheTransforms() {
        accepted("s3.prefix", KEYED, "s3.error.prefix", ERRORS, "partitioning.query", "{c: .id}");
        refused("partitioning.query", "write, for example, {c: .c}", "s3.prefix", KEYED, "s3.error.prefix", ERRORS);
        refused(
                "partitioning.query",
                "does not make c",
                "s3.prefix",
                KEYED,
                "s3.error.prefix",
                ERRORS,
                "partitioning.query",
                "{d: .id}");
        refused(
                "partitioning.query",
                "jq 1.6",
                "s3.prefix",
                KEYED,
                "s3.error.prefix",
                ERRORS,
                "partitioning.query",
                "{c: ");
        refused("s3.prefix", "none of the keys", "partitioning.query", "{c: .id}");
        refused(
                "s3.prefix",
                "transform.runtime",
                "s3.prefix",
                "c=!{partitionKeyFromLambda:c}/",
                "s3.error.prefix",
                ERRORS);
        accepted(
                "s3.prefix",
                "c=!{partitionKeyFromLambda:c}/",
                "s3.error.prefix",
                ERRORS,
                "transform.runtime",
                "http",
                "transform.endpoint",
                "http://localhost:9000");
    }

    @Test
    void aQueryWhoseKeysCannotBeSeenIsLeftToTheRecords() {
        accepted("s3.prefix", KEYED, "s3.error.prefix", ERRORS, "partitioning.query", ".keys");
    }

    @Test
    void partitionsAreForS3Only() {
        assertThat(Properties.faults("destination", "http", "partitioning.query", "{c: .id}"))
                .containsKey("partitioning.query");
        assertThat(Properties.faults("destination", "http", "s3.prefix", KEYED, "s3.error.prefix", ERRORS))
                .containsKey("s3.prefix");
    }

    @Test
    void dynamicPartitioningNeedsAnInterval() {
        accepted("buffer.interval.seconds", "0");
        refused(
                "buffer.interval.seconds",
                "dynamic partitioning",
                "buffer.interval.seconds",
                "0",
                "s3.prefix",
                KEYED,
                "s3.error.prefix",
                ERRORS,
                "partitioning.query",
                "{c: .id}");
    }

    @Test
    void aBackupHasNoPartitionKeysAndModesOfItsDestination() {
        accepted("backup.mode", "disabled");
        refused("backup.mode", "disabled or all", "backup.mode", "failed");
        refused("backup.prefix", "no partition keys", "backup.mode", "all", "backup.prefix", KEYED);
        refused("backup.prefix", "timestamp", "backup.mode", "all", "backup.prefix", "!{date:yyyy}");
        assertThat(Properties.faults("destination", "http", "backup.mode", "disabled"))
                .containsKey("backup.mode");
        assertThat(Properties.faults("destination", "http", "backup.mode", "failed"))
                .doesNotContainKey("backup.mode");
    }

    @Test
    void accessHasBothItsKeys() {
        refused("s3.secret.access.key", "both", "s3.access.key.id", "id");
        refused("s3.access.key.id", "both", "s3.secret.access.key", "secret");
        refused("s3.access.key.id", "both", "s3.session.token", "token");
    }

    @Test
    void aRoleIsAnArnAndWhatIsSaidOfItNeedsIt() {
        String role = "arn:aws:iam::123456789012:role/firehose";
        accepted("s3.role.arn", role, "s3.role.external.id", "42", "s3.sts.endpoint", "https://sts.example.com");
        refused("s3.role.arn", "arn:aws:iam::123456789012:role/", "s3.role.arn", "firehose");
        refused("s3.role.external.id", "write s3.role.arn", "s3.role.external.id", "42");
        refused("s3.sts.endpoint", "write s3.role.arn", "s3.sts.endpoint", "https://sts.example.com");
        refused("s3.sts.endpoint", "URL", "s3.role.arn", role, "s3.sts.endpoint", "sts");
    }

    @Test
    void aKmsKeyIsForEncryptionWithKms() {
        accepted("s3.encryption", "aws:kms");
        accepted("s3.encryption", "aws:kms", "s3.kms.key.id", "alias/data");
        refused("s3.kms.key.id", "aws:kms", "s3.kms.key.id", "alias/data");
        refused("s3.kms.key.id", "aws:kms", "s3.encryption", "AES256", "s3.kms.key.id", "alias/data");
    }

    @Test
    void recordsAreCutAtADelimiterThatIsThere() {
        accepted("processing.deaggregation", "delimited", "processing.deaggregation.delimiter", "Cg==");
        refused("processing.deaggregation.delimiter", "Cg==", "processing.deaggregation", "delimited");
        refused("processing.deaggregation.delimiter", "only", "processing.deaggregation.delimiter", "Cg==");
        refused("processing.delimiter", "not base64", "processing.delimiter", "\\n!");
    }

    @Test
    void cloudWatchLogsAreExpandedFirst() {
        accepted("processing.cloudwatch.logs", "true", "processing.decompression", "gzip");
        refused("processing.cloudwatch.logs", "processing.decompression=gzip", "processing.cloudwatch.logs", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "http, transform.endpoint",
        "java, 'transform.handler, transform.root'",
        "node, 'transform.handler, transform.root'",
        "python, 'transform.handler, transform.root'",
        "provided, transform.root"
    })
    void aRuntimeNeedsAFunction(String runtime, String missing) {
        assertThat(Properties.faults("transform.runtime", runtime).keySet())
                .containsExactlyInAnyOrder(missing.split(", "));
    }

    @Test
    void aFunctionNeedsARuntime() {
        refused("transform.runtime", "transform.endpoint", "transform.endpoint", "http://localhost:9000");
        refused("transform.runtime", "transform.root", "transform.root", "/functions/clean");
    }

    @ParameterizedTest
    @CsvSource({"node, handler", "python, .handler", "java, com.example.Clean:handle", "java, com.example.Clean::"})
    void aHandlerIsWrittenAsItsRuntimeWants(String runtime, String handler) {
        refused(
                "transform.handler",
                "write, for example",
                "transform.runtime",
                runtime,
                "transform.root",
                "/functions/clean",
                "transform.handler",
                handler);
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
    void pairsHaveNamesOnce() {
        refused("format.openx.column.mappings", "pair 2 has no name", "format.openx.column.mappings", "a=b,c");
        refused("format.openx.column.mappings", "a is there twice", "format.openx.column.mappings", "a=b,a=c");
    }

    @Test
    void anHttpEndpointNeedsItsUrl() {
        accepted("destination", "http", "http.url", "http://localhost:8080/firehose");
        refused("http.url", "https://", "destination", "http");
        refused("http.url", "write a URL", "destination", "http", "http.url", "localhost:8080");
        refused("destination", "write http", "http.url", "http://localhost:8080/firehose");
    }

    @Test
    void whatAnHttpEndpointIsToldHasTheServicesLimits() {
        String[] endpoint = {"destination", "http", "http.url", "http://localhost:8080"};

        refused("http.access.key", "1 to 4096", with(endpoint, "http.access.key", "k".repeat(4097)));
        refused("http.common.attributes", "1 to 256", with(endpoint, "http.common.attributes", "n".repeat(257) + "=v"));
        refused("http.common.attributes", "no name", with(endpoint, "http.common.attributes", "=v"));
        refused("http.content.encoding", "NONE, GZIP", with(endpoint, "http.content.encoding", "zstd"));
    }

    @Test
    void openSearchNeedsItsEndpointAndAnIndex() {
        String[] cluster = {"destination", "opensearch", "opensearch.endpoint", "http://localhost:9200"};

        accepted(with(cluster, "opensearch.index", "orders"));
        refused("opensearch.endpoint", "https://", "destination", "opensearch", "opensearch.index", "orders");
        refused("opensearch.index", "name of an index", cluster);
        refused("opensearch.index", "upper case", with(cluster, "opensearch.index", "Orders"));
        refused("opensearch.type", "leave it out", with(cluster, "opensearch.index", "orders", "opensearch.type", "t"));
        refused(
                "opensearch.password",
                "both",
                with(cluster, "opensearch.index", "orders", "opensearch.username", "admin"));
        refused(
                "opensearch.username",
                "both",
                with(cluster, "opensearch.index", "orders", "opensearch.password", "secret"));
        String[] signed = with(cluster, "opensearch.index", "orders", "opensearch.signing", "es");
        accepted(signed);
        refused(
                "opensearch.signing",
                "none, es, aoss",
                with(cluster, "opensearch.index", "orders", "opensearch.signing", "sigv4"));
        refused("opensearch.username", "opensearch.signing", with(signed, "opensearch.username", "admin"));
        refused("opensearch.signing.secret.access.key", "both", with(signed, "opensearch.signing.access.key.id", "id"));
        refused("destination", "write opensearch", "opensearch.endpoint", "http://localhost:9200");
    }

    @Test
    void splunkNeedsItsCollectorAndToken() {
        String[] collector = {"destination", "splunk", "splunk.endpoint", "http://localhost:8088"};

        accepted(with(collector, "splunk.token", "00000000-0000"));
        refused("splunk.endpoint", "https://", "destination", "splunk", "splunk.token", "00000000-0000");
        refused("splunk.token", "write the token", collector);
        refused("splunk.token", "write the token", with(collector, "splunk.token", "zwei Worte"));
        refused(
                "splunk.ack.timeout.seconds",
                "180 to 600",
                with(collector, "splunk.token", "00000000-0000", "splunk.ack.timeout.seconds", "179"));
        refused("destination", "write splunk", "splunk.endpoint", "http://localhost:8088");
    }

    @Test
    void icebergNeedsItsTablesAndTheirCatalog() {
        String[] catalog = {"destination", "iceberg", "iceberg.catalog.type", "rest", "iceberg.catalog.any.thing", "x"};

        accepted(with(catalog, "iceberg.tables", "shop.orders=id+line,shop.returns"));
        accepted(with(catalog, "iceberg.tables", "shop.orders", "partitioning.query", "{operation: .op}"));
        refused("iceberg.tables", "shop.orders=id", catalog);
        refused("iceberg.tables", "database.table", with(catalog, "iceberg.tables", "orders"));
        refused("iceberg.tables", "iceberg.catalog.type", "destination", "iceberg", "iceberg.tables", "shop.orders");
        refused("destination", "write iceberg", "iceberg.tables", "shop.orders");
        accepted(with(catalog, "partitioning.query", "{destinationDatabaseName: \"shop\", destinationTableName: .t}"));
    }

    @Test
    void whatIsSaidOfIcebergsTablesIsSaidOfTables() {
        String[] tables = {
            "destination", "iceberg", "iceberg.catalog.type", "rest", "iceberg.tables", "shop.orders=id,shop.returns"
        };
        String[] made = with(tables, "iceberg.tables.create", "true");

        accepted(with(made, "iceberg.tables.partitions", "shop.orders=id+day", "iceberg.schema.evolve", "true"));
        refused(
                "iceberg.tables.partitions",
                "iceberg.tables.create",
                with(tables, "iceberg.tables.partitions", "shop.orders=id"));
        refused(
                "iceberg.tables.partitions",
                "database.table=column",
                with(made, "iceberg.tables.partitions", "shop.orders"));
        refused(
                "iceberg.tables.partitions",
                "not in iceberg.tables",
                with(made, "iceberg.tables.partitions", "shop.x=id"));
        accepted(with(
                tables, "iceberg.error.prefixes", "shop.orders=bad/!{firehose:error-output-type}/,shop.returns=r/"));
        refused("iceberg.error.prefixes", "database.table=prefix", with(tables, "iceberg.error.prefixes", "bad/"));
        refused(
                "iceberg.error.prefixes",
                "error-output-type",
                with(tables, "iceberg.error.prefixes", "shop.orders=!{timestamp:yyyy}/"));
        refused("iceberg.offsets.name", "1 to 255", with(tables, "iceberg.offsets.name", "a b"));
    }

    static String[] with(String[] properties, String... more) {
        return Stream.concat(Stream.of(properties), Stream.of(more)).toArray(String[]::new);
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

    @Test
    void aJavaFunctionHasNoEnvironmentOfItsOwn() {
        refused(
                "transform.environment",
                "a Java function has the variables of the worker",
                "transform.runtime",
                "java",
                "transform.root",
                "/functions/orders.jar",
                "transform.handler",
                "com.example.Orders",
                "transform.environment",
                "STAGE=prod");
    }

    @Test
    void timestampFormatsAreJodas() {
        String[] properties = {
            "format", "parquet",
            "format.schema.registry.url", "http://localhost:8081",
            "format.schema.registry.subject", "orders-value",
            "format.json.rules", "hive",
            "format.hive.timestamp.formats", "millis,yyyy-MM-dd'T'HH:mm:ssZ"
        };
        accepted(properties);
        properties[properties.length - 1] = "yyyy-bb";
        refused("format.hive.timestamp.formats", "\"yyyy-bb\" is neither millis nor a pattern of Joda", properties);
    }
}
