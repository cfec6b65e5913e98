package io.millrace.firehose.config;

import static io.millrace.firehose.config.Properties.accepted;
import static io.millrace.firehose.config.Properties.and;
import static io.millrace.firehose.config.Properties.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What destinations want to be told, and what they allow. */
class DestinationValidationTest {

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
    void anHttpEndpointNeedsItsUrl() {
        accepted("destination", "http", "http.url", "http://localhost:8080/firehose");
        refused("http.url", "https://", "destination", "http");
        refused("http.url", "write a URL", "destination", "http", "http.url", "localhost:8080");
        refused("destination", "write http", "http.url", "http://localhost:8080/firehose");
    }

    @Test
    void whatAnHttpEndpointIsToldHasTheServicesLimits() {
        String[] endpoint = {"destination", "http", "http.url", "http://localhost:8080"};

        refused("http.access.key", "1 to 4096", and(endpoint, "http.access.key", "k".repeat(4097)));
        refused("http.common.attributes", "1 to 256", and(endpoint, "http.common.attributes", "n".repeat(257) + "=v"));
        refused("http.common.attributes", "no name", and(endpoint, "http.common.attributes", "=v"));
        refused("http.content.encoding", "NONE, GZIP", and(endpoint, "http.content.encoding", "zstd"));
    }

    @Test
    void openSearchNeedsItsEndpointAndAnIndex() {
        String[] cluster = {"destination", "opensearch", "opensearch.endpoint", "http://localhost:9200"};

        accepted(and(cluster, "opensearch.index", "orders"));
        refused("opensearch.endpoint", "https://", "destination", "opensearch", "opensearch.index", "orders");
        refused("opensearch.index", "name of an index", cluster);
        refused("opensearch.index", "upper case", and(cluster, "opensearch.index", "Orders"));
        refused("opensearch.type", "leave it out", and(cluster, "opensearch.index", "orders", "opensearch.type", "t"));
        refused(
                "opensearch.password",
                "both",
                and(cluster, "opensearch.index", "orders", "opensearch.username", "admin"));
        refused(
                "opensearch.username",
                "both",
                and(cluster, "opensearch.index", "orders", "opensearch.password", "secret"));
        String[] signed = and(cluster, "opensearch.index", "orders", "opensearch.signing", "es");
        accepted(signed);
        refused(
                "opensearch.signing",
                "none, es, aoss",
                and(cluster, "opensearch.index", "orders", "opensearch.signing", "sigv4"));
        refused("opensearch.username", "opensearch.signing", and(signed, "opensearch.username", "admin"));
        refused("opensearch.signing.secret.access.key", "both", and(signed, "opensearch.signing.access.key.id", "id"));
        refused("destination", "write opensearch", "opensearch.endpoint", "http://localhost:9200");
    }

    @Test
    void splunkNeedsItsCollectorAndToken() {
        String[] collector = {"destination", "splunk", "splunk.endpoint", "http://localhost:8088"};

        accepted(and(collector, "splunk.token", "00000000-0000"));
        refused("splunk.endpoint", "https://", "destination", "splunk", "splunk.token", "00000000-0000");
        refused("splunk.token", "write the token", collector);
        refused("splunk.token", "write the token", and(collector, "splunk.token", "zwei Worte"));
        refused(
                "splunk.ack.timeout.seconds",
                "180 to 600",
                and(collector, "splunk.token", "00000000-0000", "splunk.ack.timeout.seconds", "179"));
        refused("destination", "write splunk", "splunk.endpoint", "http://localhost:8088");
    }

    @Test
    void icebergNeedsItsTablesAndTheirCatalog() {
        String[] catalog = {"destination", "iceberg", "iceberg.catalog.type", "rest", "iceberg.catalog.any.thing", "x"};

        accepted(and(catalog, "iceberg.tables", "shop.orders=id+line,shop.returns"));
        accepted(and(catalog, "iceberg.tables", "shop.orders", "partitioning.query", "{operation: .op}"));
        refused("iceberg.tables", "shop.orders=id", catalog);
        refused("iceberg.tables", "database.table", and(catalog, "iceberg.tables", "orders"));
        refused("iceberg.tables", "iceberg.catalog.type", "destination", "iceberg", "iceberg.tables", "shop.orders");
        refused("destination", "write iceberg", "iceberg.tables", "shop.orders");
        accepted(and(catalog, "partitioning.query", "{destinationDatabaseName: \"shop\", destinationTableName: .t}"));
    }

    @Test
    void whatIsSaidOfIcebergsTablesIsSaidOfTables() {
        String[] tables = {
            "destination", "iceberg", "iceberg.catalog.type", "rest", "iceberg.tables", "shop.orders=id,shop.returns"
        };
        String[] made = and(tables, "iceberg.tables.create", "true");

        accepted(and(made, "iceberg.tables.partitions", "shop.orders=id+day", "iceberg.schema.evolve", "true"));
        refused(
                "iceberg.tables.partitions",
                "iceberg.tables.create",
                and(tables, "iceberg.tables.partitions", "shop.orders=id"));
        refused(
                "iceberg.tables.partitions",
                "database.table=column",
                and(made, "iceberg.tables.partitions", "shop.orders"));
        refused(
                "iceberg.tables.partitions",
                "not in iceberg.tables",
                and(made, "iceberg.tables.partitions", "shop.x=id"));
        accepted(and(
                tables, "iceberg.error.prefixes", "shop.orders=bad/!{firehose:error-output-type}/,shop.returns=r/"));
        refused("iceberg.error.prefixes", "database.table=prefix", and(tables, "iceberg.error.prefixes", "bad/"));
        refused(
                "iceberg.error.prefixes",
                "error-output-type",
                and(tables, "iceberg.error.prefixes", "shop.orders=!{timestamp:yyyy}/"));
        refused("iceberg.offsets.name", "1 to 255", and(tables, "iceberg.offsets.name", "a b"));
    }
}
