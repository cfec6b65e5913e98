package io.millrace.server.firehose.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

/** What the connector is told of the conversion of records. */
final class FormatPropertiesTest {

    private final ConnectorBench connector = new ConnectorBench();

    private static final String PARQUET =
            "\"DataFormatConversionConfiguration\": {\"SchemaConfiguration\": {\"DatabaseName\":"
                    + " \"sales\", \"TableName\": \"orders\", \"VersionId\": \"LATEST\", \"CatalogId\":"
                    + " \"123456789012\", \"Region\": \"eu-west-1\"}, \"InputFormatConfiguration\": {\"Deserializer\":"
                    + " {\"OpenXJsonSerDe\": {\"CaseInsensitive\": false, \"ConvertDotsInJsonKeysToUnderscores\": true,"
                    + " \"ColumnToJsonKeyMappings\": {\"ts\": \"timestamp\"}}}}, \"OutputFormatConfiguration\": {\"Serializer\":"
                    + " {\"ParquetSerDe\": {\"BlockSizeBytes\": 67108864, \"PageSizeBytes\": 65536, \"Compression\": \"GZIP\","
                    + " \"EnableDictionaryCompression\": true, \"MaxPaddingBytes\": 8, \"WriterVersion\": \"V2\"}}}}";

    @Test
    void columnsAreASubjectOfTheRegistry() {
        connector.set("firehose.schema.registryUrl", "http://registry");
        connector.set("firehose.schema.registryAuthorization", "Basic x");
        connector.set("firehose.schema.subject", "{database}-{table}-value");

        assertThat(connector.ofS3(PARQUET))
                .contains(
                        entry("format", "parquet"),
                        entry("format.schema.registry.url", "http://registry"),
                        entry("format.schema.registry.authorization", "Basic x"),
                        entry("format.schema.registry.subject", "sales-orders-value"),
                        entry("format.table.catalog.id", "123456789012"),
                        entry("format.table.database", "sales"),
                        entry("format.table.name", "orders"),
                        entry("format.table.region", "eu-west-1"),
                        entry("format.table.version", "LATEST"),
                        entry("format.json.rules", "openx"),
                        entry("format.openx.case.insensitive", "false"),
                        entry("format.openx.dots.to.underscores", "true"),
                        entry("format.openx.column.mappings", "ts=timestamp"),
                        entry("format.parquet.block.mib", "64"),
                        entry("format.parquet.page.kib", "64"),
                        entry("format.parquet.compression", "GZIP"),
                        entry("format.parquet.dictionary", "true"),
                        entry("format.parquet.padding.bytes", "8"),
                        entry("format.parquet.version", "V2"),
                        entry("buffer.size.mib", "128"),
                        entry("buffer.interval.seconds", "300"));
    }

    @Test
    void orcHasItsOwnOptions() {
        connector.set("firehose.schema.folder", "/schemas");

        assertThat(connector.ofS3(orc("""
                        {"StripeSizeBytes": 16777216, "BlockSizeBytes": 67108864, "RowIndexStride": 5000,
                         "EnablePadding": true, "PaddingTolerance": 0.1, "Compression": "ZLIB",
                         "BloomFilterColumns": ["id", "kind"], "BloomFilterFalsePositiveProbability": 0.01,
                         "DictionaryKeyThreshold": 0.5, "FormatVersion": "V0_11"}""")))
                .contains(
                        entry("format", "orc"),
                        entry("format.schema.file", "/schemas/sales/orders.avsc"),
                        entry("format.json.rules", "openx"),
                        entry("format.orc.stripe.mib", "16"),
                        entry("format.orc.block.mib", "64"),
                        entry("format.orc.row.index.stride", "5000"),
                        entry("format.orc.padding", "true"),
                        entry("format.orc.padding.tolerance", "0.1"),
                        entry("format.orc.compression", "ZLIB"),
                        entry("format.orc.bloom.filter.columns", "id,kind"),
                        entry("format.orc.bloom.filter.false.positive.probability", "0.01"),
                        entry("format.orc.dictionary.key.threshold", "0.5"),
                        entry("format.orc.version", "V0_11"),
                        entry("buffer.size.mib", "128"));
    }

    @Test
    void whatIsNotSaidOfOrcIsTheConnectorsToDecide() {
        connector.set("firehose.schema.folder", "/schemas");

        assertThat(connector.ofS3(orc("{}")))
                .containsEntry("format", "orc")
                .allSatisfy((key, value) -> assertThat(key).doesNotStartWith("format.orc."));
    }

    private static String orc(String serializer) {
        return PARQUET.replaceFirst("\\{\"ParquetSerDe\".*", "{\"OrcSerDe\": " + serializer + "}}}");
    }

    @Test
    void orTheyAreAFile() {
        connector.set("firehose.schema.folder", "/schemas");

        assertThat(connector.ofS3(PARQUET.replace("OpenXJsonSerDe", "HiveJsonSerDe")
                        .replace("\"CaseInsensitive\"", "\"TimestampFormats\": [\"millis\"], \"CaseInsensitive\"")))
                .contains(
                        entry("format.schema.file", "/schemas/sales/orders.avsc"),
                        entry("format.json.rules", "hive"),
                        entry("format.hive.timestamp.formats", "millis"));
    }
}
