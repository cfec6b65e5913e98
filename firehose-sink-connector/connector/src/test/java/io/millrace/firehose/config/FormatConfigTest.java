package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.error.DataCatalogTable;
import io.millrace.firehose.format.parquet.ParquetOptions;
import io.millrace.firehose.format.schema.OpenXJson;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables, as they are configured. */
class FormatConfigTest {

    @TempDir
    Path folder;

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
    void aTableIsCalledAsItsSchemaUnlessItIsSaid() {
        String[] bySubject = {
            "format", "parquet",
            "format.schema.registry.url", "http://registry:8081",
            "format.schema.registry.subject", "orders-value"
        };

        assertThat(Properties.read().table()).isEmpty();
        assertThat(Properties.read(bySubject).table())
                .contains(new DataCatalogTable("", "", "orders-value", "us-east-1", "LATEST", ""));
        assertThat(Properties.read(Properties.and(
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
}
