package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.delivery.MissingObjects;
import io.millrace.firehose.destination.s3.S3ObjectOptions;
import io.millrace.firehose.destination.s3.S3Settings;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.prefix.PrefixTemplate;
import io.millrace.firehose.transform.Envelope;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** The delivery stream and its bucket, as they are configured. */
class FirehoseConfigTest {

    /** The next day in Berlin. */
    private static String evaluated(PrefixTemplate prefix) {
        return prefix.evaluate(Instant.parse("2026-07-13T22:30:00Z"), new Random(0));
    }

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
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> Properties.read("buffer.size.mib", "0", "s3.compression", "LZ4"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("buffer.size.mib")
                .hasMessageContaining("s3.compression");
    }
}
