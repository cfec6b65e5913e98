package io.millrace.firehose.config;

import static io.millrace.firehose.config.Properties.accepted;
import static io.millrace.firehose.config.Properties.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What formats want to be told. */
class FormatValidationTest {

    @TempDir
    static Path folder;

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
        refused("format.schema.file", "cannot read", "format", "parquet", "format.schema.file", "/dev/zero");
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
    void pairsHaveNamesOnce() {
        refused("format.openx.column.mappings", "pair 2 has no name", "format.openx.column.mappings", "a=b,c");
        refused("format.openx.column.mappings", "a is there twice", "format.openx.column.mappings", "a=b,a=c");
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
