package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.aws.Role;
import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.destination.http.ContentEncoding;
import io.millrace.firehose.destination.http.HttpEndpointSettings;
import io.millrace.firehose.destination.opensearch.ClusterAccess;
import io.millrace.firehose.destination.opensearch.DocumentIdFormat;
import io.millrace.firehose.destination.opensearch.IndexRotation;
import io.millrace.firehose.destination.opensearch.OpenSearchSettings;
import io.millrace.firehose.destination.opensearch.SigningService;
import io.millrace.firehose.destination.s3.S3ObjectOptions;
import io.millrace.firehose.destination.s3.S3Settings;
import io.millrace.firehose.destination.splunk.HecEndpointType;
import io.millrace.firehose.destination.splunk.SplunkSettings;
import io.millrace.firehose.error.DataCatalogTable;
import io.millrace.firehose.format.parquet.ParquetOptions;
import io.millrace.firehose.format.schema.OpenXJson;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.prefix.PrefixRules;
import io.millrace.firehose.prefix.PrefixTemplate;
import io.millrace.firehose.transform.Envelope;
import io.millrace.firehose.transform.Limits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirehoseConfigTest {

    @TempDir
    Path folder;

    @Test
    void aBucketIsAllThatIsNeeded() {
        FirehoseConfig config = Properties.read();

        assertThat(config.stream())
                .isEqualTo(new StreamSettings(
                        "orders",
                        1,
                        new Envelope(
                                Envelope.Shape.DIRECT,
                                "arn:aws:firehose:us-east-1:000000000000:deliverystream/orders",
                                "us-east-1",
                                ""),
                        Guarantee.EXACTLY_ONCE,
                        MissingObjects.STOP,
                        ".millrace/"));
        assertThat(config.destination()).isEqualTo(new DestinationSettings.S3());
        assertThat(config.buffer()).isEqualTo(new BufferSettings(5 << 20, Duration.ofMinutes(5), Duration.ofHours(24)));
        assertThat(config.memory())
                .isEqualTo(
                        new MemorySettings(128 << 20, Path.of(System.getProperty("java.io.tmpdir")), 1024L << 20, 4));
        assertThat(config.s3().store())
                .isEqualTo(new S3Settings(
                        "us-east-1", Optional.empty(), false, Identity.OF_THE_WORKER, Duration.ofMinutes(1)));
        assertThat(config.s3().bucket()).isEqualTo("data");
        assertThat(evaluated(config.s3().prefixes().data())).isEqualTo("2026/07/13/22/");
        assertThat(config.s3().zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(config.s3().extension()).isEmpty();
        assertThat(config.s3().compression()).isEqualTo(Compression.UNCOMPRESSED);
        assertThat(config.s3().objects()).isEqualTo(S3ObjectOptions.NONE);
        assertThat(config.backup()).isEmpty();
        assertThat(config.processing().delimiter()).isEmpty();
        assertThat(config.transform()).isEmpty();
        assertThat(config.partitioning()).isEqualTo(new PartitioningSettings(false, Optional.empty(), 500));
        assertThat(config.format()).isEqualTo(new FormatSettings.Verbatim());
    }

    @Test
    void theStreamMayHaveAnotherNameThanTheConnector() {
        StreamSettings stream = Properties.read(
                "name", "a connector", "delivery.stream.name", "clicks", "delivery.stream.region", "eu-west-1")
                .stream();

        assertThat(stream.name()).isEqualTo("clicks");
        assertThat(stream.envelope().deliveryStreamArn())
                .isEqualTo("arn:aws:firehose:eu-west-1:000000000000:deliverystream/clicks");
    }

    @Test
    void theStoreIsAsTheKeysSay() {
        S3Output s3 = Properties.read(
                        "s3.region", "eu-central-1",
                        "s3.endpoint", "http://localhost:9000",
                        "s3.access.key.id", "id",
                        "s3.secret.access.key", "secret",
                        "s3.session.token", "token",
                        "s3.prefix", "orders/!{timestamp:yyyy-MM-dd}/",
                        "s3.error.prefix", "failed/!{firehose:error-output-type}/",
                        "s3.timezone", "Europe/Berlin",
                        "s3.file.extension", ".json.gz",
                        "s3.compression", "gzip",
                        "s3.encryption", "aws:kms",
                        "s3.kms.key.id", "alias/data",
                        "s3.storage.class", "STANDARD_IA")
                .s3();

        assertThat(s3.store())
                .isEqualTo(new S3Settings(
                        "eu-central-1",
                        Optional.of(URI.create("http://localhost:9000")),
                        true,
                        Identity.of(new AccessKey("id", "secret", Optional.of("token"))),
                        Duration.ofMinutes(1)));
        assertThat(evaluated(s3.prefixes().data())).isEqualTo("orders/2026-07-14/");
        assertThat(s3.extension()).contains(new FileExtension(".json.gz"));
        assertThat(s3.compression()).isEqualTo(Compression.GZIP);
        assertThat(s3.objects())
                .isEqualTo(new S3ObjectOptions(
                        Optional.of("aws:kms"), Optional.of("alias/data"), Optional.of("STANDARD_IA")));
    }

    @Test
    void theBucketStandsInTheHostOfAmazonsStoreAndInThePathOfAnother() {
        assertThat(Properties.read().s3().store().pathStyle()).isFalse();
        assertThat(Properties.read("s3.endpoint", "http://localhost:9000")
                        .s3()
                        .store()
                        .pathStyle())
                .isTrue();
        assertThat(Properties.read("s3.endpoint", "http://localhost:9000", "s3.path.style", "false")
                        .s3()
                        .store()
                        .pathStyle())
                .isFalse();
    }

    @Test
    void aBackupIsBesideTheDataUnlessItSaysOtherwise() {
        BackupSettings usual = Properties.read("backup.mode", "all", "s3.compression", "GZIP")
                .backup()
                .orElseThrow();
        BackupSettings other = Properties.read(
                        "backup.mode", "all", "backup.bucket", "raw", "backup.prefix", "", "backup.compression", "ZIP")
                .backup()
                .orElseThrow();

        assertThat(usual.bucket()).isEqualTo("data");
        assertThat(evaluated(usual.prefix())).isEqualTo("source-records/2026/07/13/22/");
        assertThat(usual.compression()).isEqualTo(Compression.GZIP);
        assertThat(other.bucket()).isEqualTo("raw");
        assertThat(evaluated(other.prefix())).isEqualTo("2026/07/13/22/");
        assertThat(other.compression()).isEqualTo(Compression.ZIP);
    }

    @Test
    void aBackupInABucketOfItsOwnNeedsNoPrefix() {
        BackupSettings backup = Properties.read("backup.mode", "all", "backup.bucket", "raw")
                .backup()
                .orElseThrow();

        assertThat(evaluated(backup.prefix())).isEqualTo("2026/07/13/22/");
    }

    @Test
    void anHttpFunctionMayBeLambdaItself() {
        TransformSettings transform = Properties.read(
                        "transform.runtime", "http",
                        "transform.endpoint", "https://lambda.us-east-1.amazonaws.com",
                        "transform.function", "clean",
                        "transform.signing", "sigv4",
                        "transform.signing.access.key.id", "id",
                        "transform.signing.secret.access.key", "secret")
                .transform()
                .orElseThrow();

        assertThat(transform)
                .isEqualTo(new TransformSettings(
                        new FunctionSettings.Http(
                                URI.create("https://lambda.us-east-1.amazonaws.com"),
                                "clean",
                                Optional.of(new FunctionSettings.Signing(
                                        "us-east-1", Identity.of(new AccessKey("id", "secret"))))),
                        Limits.DEFAULT,
                        3,
                        5,
                        Duration.ofMinutes(5)));
    }

    @Test
    void aScriptRunsInChildrenThatSeeTheirEnvironment() {
        FunctionSettings function = Properties.read(
                        "transform.runtime", "python",
                        "transform.root", "/functions/clean",
                        "transform.handler", "app.handler",
                        "transform.environment", "STAGE=prod,URL=http://a?b=c",
                        "transform.processes", "3")
                .transform()
                .orElseThrow()
                .function();

        assertThat(function)
                .isEqualTo(new FunctionSettings.Processes(
                        FunctionSettings.ProcessRuntime.PYTHON,
                        Path.of("/functions/clean"),
                        "app.handler",
                        "python3",
                        Map.of("STAGE", "prod", "URL", "http://a?b=c"),
                        3));
    }

    @Test
    void aJavaHandlerIsAClassInAJar() {
        assertThat(Properties.read(
                                "transform.runtime", "java",
                                "transform.root", "/functions/clean.jar",
                                "transform.handler", "com.example.Clean::handleRequest")
                        .transform()
                        .orElseThrow()
                        .function())
                .isEqualTo(
                        new FunctionSettings.Java(Path.of("/functions/clean.jar"), "com.example.Clean::handleRequest"));
    }

    @Test
    void aTransformsBufferMayBeAFifthOfAMebibyte() {
        assertThat(Properties.read(
                                "transform.runtime", "http",
                                "transform.endpoint", "http://localhost:9000",
                                "transform.buffer.size.mib", "0.2",
                                "transform.buffer.interval.seconds", "0")
                        .transform()
                        .orElseThrow()
                        .limits())
                .isEqualTo(new Limits(209_715, Duration.ZERO));
    }

    @Test
    void aPrefixWithKeysIsDynamicPartitioning() {
        PartitioningSettings partitioning = Properties.read(
                        "s3.prefix", "customer=!{partitionKeyFromQuery:customer}/",
                        "s3.error.prefix", "failed/!{firehose:error-output-type}/",
                        "partitioning.query", "{customer: .customer_id}",
                        "partitioning.max.active", "80")
                .partitioning();

        assertThat(partitioning.dynamic()).isTrue();
        assertThat(partitioning.keys()).isPresent();
        assertThat(partitioning.maxActive()).isEqualTo(80);
    }

    @Test
    void parquetHasColumnsFromAFileAndLargerBuffers() throws Exception {
        Path schema = Files.writeString(folder.resolve("orders.avsc"), """
            {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}]}\
            """);

        FirehoseConfig config = Properties.read(
                "format", "parquet",
                "format.schema.file", schema.toString(),
                "format.openx.column.mappings", "id=order-id",
                "format.parquet.compression", "gzip");

        assertThat(config.buffer().bytes()).isEqualTo(128L << 20);
        assertThat(config.format())
                .isEqualTo(new FormatSettings.Parquet(
                        new FormatSettings.Schema.InFile(schema),
                        new FormatSettings.Rules.OpenX(new OpenXJson(true, false, Map.of("id", "order-id"))),
                        new ParquetOptions(
                                32L << 20, 1 << 20, ParquetOptions.Codec.GZIP, false, 0, ParquetOptions.Version.V1)));
    }

    @Test
    void parquetMayHaveColumnsFromARegistryAndHivesRules() {
        FormatSettings format = Properties.read(
                        "format", "parquet",
                        "format.schema.registry.url", "http://registry:8081",
                        "format.schema.registry.subject", "orders-value",
                        "format.json.rules", "hive",
                        "format.hive.timestamp.formats", "millis,yyyy-MM-dd")
                .format();

        assertThat(format)
                .isEqualTo(new FormatSettings.Parquet(
                        new FormatSettings.Schema.InRegistry(
                                URI.create("http://registry:8081"),
                                "orders-value",
                                Optional.empty(),
                                Duration.ofMinutes(5)),
                        new FormatSettings.Rules.Hive(List.of("millis", "yyyy-MM-dd")),
                        new ParquetOptions(
                                32L << 20, 1 << 20, ParquetOptions.Codec.SNAPPY, false, 0, ParquetOptions.Version.V1)));
    }

    @Test
    void anHttpEndpointKnowsTheStreamAndWhenToGiveUp() {
        FirehoseConfig config = Properties.read(
                "destination", "http",
                "http.url", "https://collector/firehose",
                "http.name", "collector",
                "http.access.key", "hush",
                "http.common.attributes", "env=prod,team=a",
                "http.content.encoding", "gzip");

        assertThat(config.destination())
                .isEqualTo(new DestinationSettings.Http(new HttpEndpointSettings(
                        URI.create("https://collector/firehose"),
                        "collector",
                        Optional.of("hush"),
                        Map.of("env", "prod", "team", "a"),
                        ContentEncoding.GZIP,
                        "arn:aws:firehose:us-east-1:000000000000:deliverystream/orders",
                        Duration.ofMinutes(5),
                        4)));
        assertThat(config.stream().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void requestsToACollectionAreSignedByARole() {
        FirehoseConfig config = Properties.read(
                "destination", "opensearch",
                "opensearch.endpoint", "https://search",
                "opensearch.index", "orders",
                "opensearch.signing", "aoss",
                "opensearch.signing.access.key.id", "id",
                "opensearch.signing.secret.access.key", "hush",
                "opensearch.signing.role.arn", "arn:aws:iam::123456789012:role/search",
                "delivery.stream.region", "eu-west-1");

        assertThat(config.destination())
                .isInstanceOfSatisfying(
                        DestinationSettings.OpenSearch.class,
                        search -> assertThat(search.cluster().access())
                                .isEqualTo(new ClusterAccess.Signature(
                                        SigningService.AOSS,
                                        "eu-west-1",
                                        new Identity(
                                                Optional.of(new AccessKey("id", "hush")),
                                                Optional.of(new Role(
                                                        "arn:aws:iam::123456789012:role/search",
                                                        Optional.empty(),
                                                        "firehose-orders",
                                                        Optional.empty()))))));
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void documentsGoToAnIndexThatRotates() {
        FirehoseConfig config = Properties.read(
                "destination", "opensearch",
                "opensearch.endpoint", "https://search:9200",
                "opensearch.index", "orders",
                "opensearch.index.rotation", "OneDay",
                "opensearch.document.id", "NO_DOCUMENT_ID",
                "opensearch.username", "admin",
                "opensearch.password", "hush",
                "retry.duration.seconds", "60");

        assertThat(config.destination())
                .isEqualTo(new DestinationSettings.OpenSearch(new OpenSearchSettings(
                        URI.create("https://search:9200"),
                        "orders",
                        IndexRotation.ONE_DAY,
                        DocumentIdFormat.NO_DOCUMENT_ID,
                        "",
                        new ClusterAccess.Login("admin", "hush"),
                        Duration.ofMinutes(1))));
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void icebergsTablesHaveTheirKeysAndTheCatalogItsProperties() {
        FirehoseConfig config = Properties.read(
                "destination", "iceberg",
                "iceberg.tables", "shop.orders=id+line,shop.returns",
                "iceberg.tables.create", "true",
                "iceberg.tables.partitions", "shop.returns=day",
                "iceberg.error.prefixes", "shop.orders=bad/!{firehose:error-output-type}/",
                "iceberg.offsets.name", "orders-2",
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.s3.secret-access-key", "hush");

        assertThat(config.destination())
                .isEqualTo(new DestinationSettings.Iceberg(
                        new DestinationProvider.Tables(
                                "orders-2",
                                Map.of("type", "rest", "s3.secret-access-key", "hush"),
                                Map.of(
                                        "shop.orders",
                                        new DestinationProvider.Table(List.of("id", "line"), List.of()),
                                        "shop.returns",
                                        new DestinationProvider.Table(List.of(), List.of("day"))),
                                false,
                                true,
                                false,
                                Duration.ofSeconds(300)),
                        Map.of(
                                "shop.orders",
                                PrefixTemplate.parse(
                                        "bad/!{firehose:error-output-type}/", PrefixRules.ERROR_OUTPUT_PREFIX))));
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void splunkHasItsOwnDefaults() {
        FirehoseConfig config = Properties.read(
                "destination", "splunk",
                "splunk.endpoint", "https://splunk:8088",
                "splunk.endpoint.type", "event",
                "splunk.token", "hush",
                "transform.runtime", "http",
                "transform.endpoint", "http://localhost:9000");

        assertThat(config.destination())
                .isEqualTo(new DestinationSettings.Splunk(new SplunkSettings(
                        URI.create("https://splunk:8088"),
                        HecEndpointType.EVENT,
                        "hush",
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(5),
                        4)));
        assertThat(config.buffer())
                .isEqualTo(new BufferSettings(5 << 20, Duration.ofMinutes(1), Duration.ofMinutes(5)));
        assertThat(config.transform().orElseThrow().limits()).isEqualTo(new Limits(256 << 10, Duration.ofMinutes(1)));
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void noSecretIsInTheText() {
        FirehoseConfig config = Properties.read(
                "s3.access.key.id", "id",
                "s3.secret.access.key", "hush",
                "s3.session.token", "hush",
                "transform.runtime", "node",
                "transform.root", "/functions/clean",
                "transform.handler", "index.handler",
                "transform.environment", "TOKEN=hush",
                "format", "parquet",
                "format.schema.registry.url", "http://registry:8081",
                "format.schema.registry.subject", "orders-value",
                "format.schema.registry.authorization", "hush");

        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void aTableIsCalledAsItsSchemaUnlessItIsSaid() {
        String[] bySubject = {
            "format", "parquet",
            "format.schema.registry.url", "http://registry:8081",
            "format.schema.registry.subject", "orders-value"
        };

        assertThat(Properties.read().table()).isEmpty();
        assertThat(Properties.read(bySubject).table())
                .contains(new DataCatalogTable("", "", "orders-value", "us-east-1", "LATEST", ""));
        assertThat(Properties.read(ValidationTest.with(
                                bySubject,
                                "format.table.catalog.id",
                                "123456789012",
                                "format.table.database",
                                "sales",
                                "format.table.name",
                                "orders",
                                "format.table.region",
                                "eu-west-1",
                                "format.table.version",
                                "7"))
                        .table())
                .contains(new DataCatalogTable("123456789012", "sales", "orders", "eu-west-1", "7", ""));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> Properties.read("buffer.size.mib", "0", "s3.compression", "LZ4"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("buffer.size.mib")
                .hasMessageContaining("s3.compression");
    }

    /** The next day in Berlin. */
    private static String evaluated(PrefixTemplate prefix) {
        return prefix.evaluate(Instant.parse("2026-07-13T22:30:00Z"), new Random(0));
    }
}
