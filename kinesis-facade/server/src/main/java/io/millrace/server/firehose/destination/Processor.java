package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.List;
import java.util.Optional;

/** One of the things that are done to records. The order is the service's, whatever theirs. */
public record Processor(Type type, Optional<List<Parameter>> parameters) {

    /** What it does. */
    public enum Type {
        RecordDeAggregation,
        Decompression,
        CloudWatchLogProcessing,
        Lambda,
        MetadataExtraction,
        AppendDelimiterToRecord
    }

    /** How. */
    public enum ParameterName {
        LambdaArn,
        NumberOfRetries,
        MetadataExtractionQuery,
        JsonParsingEngine,
        RoleArn,
        BufferSizeInMBs,
        BufferIntervalInSeconds,
        SubRecordType,
        Delimiter,
        CompressionFormat,
        DataMessageExtraction
    }

    public record Parameter(
            ParameterName parameterName,

            @Length(min = 1, max = 5120) @Matches("^(?!\\s*$).+")
            String parameterValue) {}

    /** The value of a parameter, of one that is there twice the last. */
    public Optional<String> parameter(ParameterName name) {
        return parameters().orElse(List.of()).stream()
                .filter(parameter -> parameter.parameterName() == name)
                .map(Parameter::parameterValue)
                .reduce((first, last) -> last);
    }
}
