package io.millrace.server.firehose.connector;

import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.firehose.destination.CompressionFormat;
import io.millrace.server.firehose.destination.DataFormatConversionConfiguration;
import io.millrace.server.firehose.destination.DataFormatConversionConfiguration.Deserializer;
import io.millrace.server.firehose.destination.DataFormatConversionConfiguration.InputFormatConfiguration;
import io.millrace.server.firehose.destination.DataFormatConversionConfiguration.OrcSerDe;
import io.millrace.server.firehose.destination.DataFormatConversionConfiguration.OutputFormatConfiguration;
import io.millrace.server.firehose.destination.DataFormatConversionConfiguration.ParquetSerDe;
import io.millrace.server.firehose.destination.DataFormatConversionConfiguration.Serializer;
import io.millrace.server.firehose.destination.ExtendedS3DestinationConfiguration;
import io.millrace.server.firehose.destination.S3BufferingHints;
import io.millrace.server.firehose.destination.SchemaConfiguration;
import io.millrace.server.firehose.shape.NonEmptyText;
import io.millrace.server.firehose.shape.UnspacedText;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.Map;
import java.util.Optional;

/**
 * Columns instead of JSON. The table is a Glue catalog's in AWS; here its schema is a subject of a registry, or a file of the worker's.
 */
record FormatProperties(FirehoseConfig.Schema schema) {

    private static final int MIB = 1024 * 1024;
    private static final int LEAST_SIZE_IN_MIB = 64;

    void add(ExtendedS3DestinationConfiguration bucket, Properties properties) {
        bucket.dataFormatConversionConfiguration()
                .filter(conversion -> conversion.enabled().orElse(true))
                .ifPresent(conversion -> add(bucket, conversion, properties));
    }

    private void add(
            ExtendedS3DestinationConfiguration bucket,
            DataFormatConversionConfiguration conversion,
            Properties properties) {
        if (bucket.compressionFormat().orElse(CompressionFormat.UNCOMPRESSED) != CompressionFormat.UNCOMPRESSED) {
            throw refused("CompressionFormat must be UNCOMPRESSED when data format conversion is enabled.");
        }
        if (bucket.bufferingHints().flatMap(S3BufferingHints::sizeInMBs).orElse(LEAST_SIZE_IN_MIB)
                < LEAST_SIZE_IN_MIB) {
            throw refused("BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.");
        }
        schema(
                conversion
                        .schemaConfiguration()
                        .orElseThrow(() -> refused("SchemaConfiguration is needed for data format conversion.")),
                properties);
        input(conversion, properties);
        output(conversion, properties);
    }

    private void schema(SchemaConfiguration table, Properties properties) {
        table.versionId().filter(version -> !version.value().equals("LATEST")).ifPresent(version -> {
            throw refused("SchemaConfiguration.VersionId " + version
                    + " is not supported: the latest version of a schema is followed (LATEST).");
        });
        String database = required(table.databaseName(), "DatabaseName");
        String name = required(table.tableName(), "TableName");
        properties
                .put("format.table.database", database)
                .put("format.table.name", name)
                .put("format.table.catalog.id", table.catalogId())
                .put("format.table.region", table.region())
                .put("format.table.version", table.versionId());
        if (!schema.registryUrl().isBlank()) {
            properties
                    .put("format.schema.registry.url", schema.registryUrl())
                    .put("format.schema.registry.authorization", schema.registryAuthorization())
                    .put(
                            "format.schema.registry.subject",
                            schema.subject().replace("{database}", database).replace("{table}", name));
        } else if (!schema.folder().isBlank()) {
            properties.put("format.schema.file", schema.folder() + "/" + database + "/" + name + ".avsc");
        } else {
            throw refused(
                    "There is no Glue catalog here: set firehose.schema.registryUrl or firehose.schema.folder to where"
                            + " the schema of " + database + "." + name + " is found.");
        }
    }

    private static String required(Optional<UnspacedText> value, String member) {
        return value.map(UnspacedText::value)
                .orElseThrow(() -> refused("SchemaConfiguration." + member + " is needed for data format conversion."));
    }

    private static void input(DataFormatConversionConfiguration conversion, Properties properties) {
        Deserializer deserializer = conversion
                .inputFormatConfiguration()
                .flatMap(InputFormatConfiguration::deserializer)
                .orElseThrow(
                        () -> refused("InputFormatConfiguration.Deserializer is needed for data format conversion."));
        if (deserializer.openX().isPresent() == deserializer.hive().isPresent()) {
            throw refused("Exactly one of OpenXJsonSerDe and HiveJsonSerDe is needed.");
        }
        deserializer
                .openX()
                .ifPresent(openX -> properties
                        .put("format.json.rules", "openx")
                        .put("format.openx.case.insensitive", openX.caseInsensitive())
                        .put("format.openx.dots.to.underscores", openX.convertDotsInJsonKeysToUnderscores())
                        .put(
                                "format.openx.column.mappings",
                                openX.columnToJsonKeyMappings().map(FormatProperties::mappings)));
        deserializer
                .hive()
                .ifPresent(hive -> properties
                        .put("format.json.rules", "hive")
                        .put(
                                "format.hive.timestamp.formats",
                                hive.timestampFormats().map(formats -> Lists.joined("TimestampFormats", formats))));
    }

    private static String mappings(Map<UnspacedText, NonEmptyText> mappings) {
        return Lists.joined(
                "ColumnToJsonKeyMappings",
                mappings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private static void output(DataFormatConversionConfiguration conversion, Properties properties) {
        Serializer serializer = conversion
                .outputFormatConfiguration()
                .flatMap(OutputFormatConfiguration::serializer)
                .orElseThrow(
                        () -> refused("OutputFormatConfiguration.Serializer is needed for data format conversion."));
        if (serializer.parquetSerDe().isPresent() == serializer.orcSerDe().isPresent()) {
            throw refused("Exactly one of ParquetSerDe and OrcSerDe is needed.");
        }
        serializer.parquetSerDe().ifPresent(parquet -> parquet(parquet, properties));
        serializer.orcSerDe().ifPresent(orc -> orc(orc, properties));
    }

    private static void parquet(ParquetSerDe parquet, Properties properties) {
        properties
                .put("format", "parquet")
                .put("format.parquet.block.mib", parquet.blockSizeBytes().map(bytes -> bytes / MIB))
                .put("format.parquet.page.kib", parquet.pageSizeBytes().map(bytes -> bytes / 1024))
                .put("format.parquet.compression", parquet.compression())
                .put("format.parquet.dictionary", parquet.enableDictionaryCompression())
                .put("format.parquet.version", parquet.writerVersion())
                .put("format.parquet.padding.bytes", parquet.maxPaddingBytes());
    }

    private static void orc(OrcSerDe orc, Properties properties) {
        properties
                .put("format", "orc")
                .put("format.orc.stripe.mib", orc.stripeSizeBytes().map(bytes -> bytes / MIB))
                .put("format.orc.block.mib", orc.blockSizeBytes().map(bytes -> bytes / MIB))
                .put("format.orc.row.index.stride", orc.rowIndexStride())
                .put("format.orc.padding", orc.enablePadding())
                .put("format.orc.padding.tolerance", orc.paddingTolerance())
                .put("format.orc.compression", orc.compression())
                .put(
                        "format.orc.bloom.filter.columns",
                        orc.bloomFilterColumns().map(columns -> Lists.joined("BloomFilterColumns", columns)))
                .put("format.orc.bloom.filter.false.positive.probability", orc.bloomFilterFalsePositiveProbability())
                .put("format.orc.dictionary.key.threshold", orc.dictionaryKeyThreshold())
                .put("format.orc.version", orc.formatVersion());
    }

    private static AwsException refused(String message) {
        return AwsError.invalidArgument(message).asException();
    }
}
