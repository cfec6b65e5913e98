package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.aws.Role;
import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.destination.http.ContentEncoding;
import io.millrace.firehose.destination.http.HttpEndpointSettings;
import io.millrace.firehose.destination.opensearch.ClusterAccess;
import io.millrace.firehose.destination.opensearch.DocumentIdFormat;
import io.millrace.firehose.destination.opensearch.IndexRotation;
import io.millrace.firehose.destination.opensearch.OpenSearchSettings;
import io.millrace.firehose.destination.opensearch.SigningService;
import io.millrace.firehose.destination.splunk.HecEndpointType;
import io.millrace.firehose.destination.splunk.SplunkSettings;
import io.millrace.firehose.prefix.PrefixRules;
import io.millrace.firehose.prefix.PrefixTemplate;
import io.millrace.firehose.transform.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Destinations but S3, as they are configured. */
class DestinationConfigTest {

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
}
