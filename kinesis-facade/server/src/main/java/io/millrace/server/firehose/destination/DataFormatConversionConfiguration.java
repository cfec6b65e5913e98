package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.NonEmptyText;
import io.millrace.server.firehose.shape.UnspacedText;
import io.millrace.server.wire.Range;
import io.millrace.server.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether JSON is converted to a format in columns, and how. */
public record DataFormatConversionConfiguration(
        Optional<SchemaConfiguration> schemaConfiguration,
        Optional<InputFormatConfiguration> inputFormatConfiguration,
        Optional<OutputFormatConfiguration> outputFormatConfiguration,
        Optional<Boolean> enabled) {

    public record InputFormatConfiguration(Optional<Deserializer> deserializer) {}

    public record Deserializer(
            @Wire("OpenXJsonSerDe") Optional<OpenXJsonSerDe> openX,
            @Wire("HiveJsonSerDe") Optional<HiveJsonSerDe> hive) {}

    /** Rules by which JSON is read as rows of a table. */
    public record OpenXJsonSerDe(
            Optional<Boolean> convertDotsInJsonKeysToUnderscores,
            Optional<Boolean> caseInsensitive,
            Optional<Map<UnspacedText, NonEmptyText>> columnToJsonKeyMappings) {}

    /** Other rules. */
    public record HiveJsonSerDe(Optional<List<NonEmptyText>> timestampFormats) {}

    public record OutputFormatConfiguration(Optional<Serializer> serializer) {}

    public record Serializer(Optional<ParquetSerDe> parquetSerDe, Optional<OrcSerDe> orcSerDe) {}

    public record ParquetSerDe(
            @Range(min = 67108864) Optional<Integer> blockSizeBytes,
            @Range(min = 65536) Optional<Integer> pageSizeBytes,
            Optional<ParquetCompression> compression,
            Optional<Boolean> enableDictionaryCompression,
            @Range(min = 0) Optional<Integer> maxPaddingBytes,
            Optional<ParquetWriterVersion> writerVersion) {}

    public enum ParquetCompression {
        UNCOMPRESSED,
        GZIP,
        SNAPPY
    }

    public enum ParquetWriterVersion {
        V1,
        V2
    }

    public record OrcSerDe(
            @Range(min = 8388608) Optional<Integer> stripeSizeBytes,
            @Range(min = 67108864) Optional<Integer> blockSizeBytes,
            @Range(min = 1000) Optional<Integer> rowIndexStride,
            Optional<Boolean> enablePadding,
            @Range(min = 0, max = 1) Optional<Double> paddingTolerance,
            Optional<OrcCompression> compression,
            Optional<List<UnspacedText>> bloomFilterColumns,
            @Range(min = 0, max = 1) Optional<Double> bloomFilterFalsePositiveProbability,
            @Range(min = 0, max = 1) Optional<Double> dictionaryKeyThreshold,
            Optional<OrcFormatVersion> formatVersion) {}

    public enum OrcCompression {
        NONE,
        ZLIB,
        SNAPPY
    }

    public enum OrcFormatVersion {
        V0_11,
        V0_12
    }
}
