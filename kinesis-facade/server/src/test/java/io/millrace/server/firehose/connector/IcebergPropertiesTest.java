package io.millrace.server.firehose.connector;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static io.millrace.server.firehose.connector.ConnectorBench.processor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the connector is told of tables. */
final class IcebergPropertiesTest {

    private final ConnectorBench connector = new ConnectorBench();

    private static String iceberg(String members) {
        return "\"IcebergDestinationConfiguration\": {\"RoleARN\": \"" + ROLE + "\", \"CatalogConfiguration\":"
                + " {\"CatalogARN\": \"arn:aws:glue:us-east-1:123456789012:catalog\"}, \"S3Configuration\": " + BUCKET
                + (members.isEmpty() ? "" : ", " + members) + "}";
    }

    private String refusedIceberg(String members) {
        return connector.refusal(iceberg(members)).message();
    }

    @Test
    void tablesOfIceberg() {
        connector.set("firehose.iceberg.catalog.type", "rest");
        connector.set("firehose.iceberg.catalog.uri", "http://catalog");
        connector.set("firehose.iceberg.catalog.s3.secret-access-key", "hush");

        assertThat(connector.of(
                        iceberg("\"DestinationTableConfigurationList\": [{\"DestinationDatabaseName\": \"shop\","
                                + " \"DestinationTableName\": \"orders\", \"UniqueKeys\": [\"id\", \"line\"],"
                                + " \"S3ErrorOutputPrefix\": \"bad/\"}, {\"DestinationDatabaseName\": \"shop\","
                                + " \"DestinationTableName\": \"returns\"}], \"RetryOptions\": {\"DurationInSeconds\": 9},"
                                + processor(
                                        "MetadataExtraction",
                                        "JsonParsingEngine",
                                        "JQ-1.6",
                                        "MetadataExtractionQuery",
                                        "{operation: .op}"))))
                .contains(
                        entry("destination", "iceberg"),
                        entry("iceberg.catalog.type", "rest"),
                        entry("iceberg.catalog.uri", "http://catalog"),
                        entry("iceberg.catalog.s3.secret-access-key", "hush"),
                        entry("iceberg.tables", "shop.orders=id+line,shop.returns"),
                        entry("iceberg.error.prefixes", "shop.orders=bad/"),
                        entry("iceberg.append.only", "false"),
                        entry("partitioning.query", "{operation: .op}"),
                        entry("retry.duration.seconds", "9"),
                        entry("buffer.size.mib", "5"),
                        entry("buffer.interval.seconds", "300"),
                        entry("s3.bucket", "bucket"))
                .doesNotContainKeys("iceberg.catalog.warehouse", "iceberg.tables.partitions", "iceberg.schema.evolve");
    }

    @Test
    void tablesOfIcebergThatAreMadeAndChangedAsNeeded() {
        connector.set("firehose.iceberg.catalog.type", "rest");

        assertThat(connector.of(
                        iceberg("\"TableCreationConfiguration\": {\"Enabled\": true}, \"SchemaEvolutionConfiguration\":"
                                + " {\"Enabled\": true}, \"DestinationTableConfigurationList\": [{\"DestinationDatabaseName\":"
                                + " \"shop\", \"DestinationTableName\": \"orders\", \"PartitionSpec\": {\"Identity\":"
                                + " [{\"SourceName\": \"city\"}, {\"SourceName\": \"day\"}]}}, {\"DestinationDatabaseName\":"
                                + " \"shop\", \"DestinationTableName\": \"returns\"}]")))
                .contains(
                        entry("iceberg.tables", "shop.orders,shop.returns"),
                        entry("iceberg.tables.create", "true"),
                        entry("iceberg.tables.partitions", "shop.orders=city+day"),
                        entry("iceberg.schema.evolve", "true"));
    }

    @Test
    void anotherDeliveryStreamOfTheSameNameDeliversToTablesAnew() {
        connector.set("firehose.iceberg.catalog.type", "rest");
        Map<String, String> properties = connector.of(iceberg(""));

        assertThat(properties).containsEntry("iceberg.offsets.name", properties.get("name"));
        assertThat(connector.of(iceberg("")).get("name")).isNotEqualTo(properties.get("name"));
    }

    @Test
    void theWarehouseIsTheClientsIfItSaysOne() {
        connector.set("firehose.iceberg.catalog.type", "rest");
        connector.set("firehose.iceberg.catalog.warehouse", "s3://usual/");

        assertThat(connector.of(iceberg("")
                        .replace("{\"CatalogARN\"", "{\"WarehouseLocation\": \"s3://lake/\", \"CatalogARN\"")))
                .containsEntry("iceberg.catalog.warehouse", "s3://lake/");
    }

    @Test
    void thereAreNoTablesOfIcebergWithoutACatalog() {
        assertThat(refusedIceberg(""))
                .isEqualTo(
                        "No catalog of Iceberg tables is known: set firehose.iceberg.catalog.type, and what else that"
                                + " catalog needs, such as firehose.iceberg.catalog.uri.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"S3BackupMode\": \"AllData\" | S3BackupMode of Iceberg destinations must be FailedDataOnly.",
                "\"DestinationTableConfigurationList\": [{\"DestinationDatabaseName\": \"a.b\", \"DestinationTableName\": \"c\"}] | A dot in DestinationDatabaseName or DestinationTableName is not supported.",
                "\"DestinationTableConfigurationList\": [{\"DestinationDatabaseName\": \"b\", \"DestinationTableName\": \"c\", \"UniqueKeys\": [\"a+b\"]}] | A plus sign, an equals sign or a comma in a column's name is not supported."
            })
    void whatIsRefusedOfIceberg(String members, String message) {
        connector.set("firehose.iceberg.catalog.type", "rest");

        assertThat(refusedIceberg(members)).isEqualTo(message);
    }
}
