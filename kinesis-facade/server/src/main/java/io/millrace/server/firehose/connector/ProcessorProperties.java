package io.millrace.server.firehose.connector;

import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.firehose.destination.ProcessingConfiguration;
import io.millrace.server.firehose.destination.Processor;
import io.millrace.server.firehose.destination.Processor.ParameterName;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done to records before they are delivered.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_Processor.html">Processor</a>
 */
record ProcessorProperties(FirehoseConfig.Lambda lambda) {

    private static final String JQ = "JQ-1.6";

    /** @param partitioned whether records are delivered apart by keys, for which alone keys may be extracted */
    void add(Optional<ProcessingConfiguration> processing, boolean partitioned, Properties properties) {
        List<Processor> processors = processing
                .filter(given -> given.enabled().orElse(false))
                .flatMap(ProcessingConfiguration::processors)
                .orElse(List.of());
        for (Processor processor : processors) {
            switch (processor.type()) {
                case Lambda -> function(processor, properties);
                case MetadataExtraction -> keys(processor, partitioned, properties);
                case RecordDeAggregation -> subRecords(processor, properties);
                case Decompression -> decompression(processor, properties);
                case CloudWatchLogProcessing ->
                    properties.put("processing.cloudwatch.logs", flag(processor, ParameterName.DataMessageExtraction));
                case AppendDelimiterToRecord ->
                    properties.put(
                            "processing.delimiter",
                            base64(unescaped(
                                    processor.parameter(ParameterName.Delimiter).orElse("\\n"))));
            }
        }
    }

    private void function(Processor processor, Properties properties) {
        String arn = required(processor, ParameterName.LambdaArn);
        properties
                .put("transform.runtime", "http")
                .put("transform.endpoint", endpoint(arn))
                .put("transform.function", arn)
                .put("transform.buffer.size.mib", processor.parameter(ParameterName.BufferSizeInMBs))
                .put("transform.buffer.interval.seconds", processor.parameter(ParameterName.BufferIntervalInSeconds))
                .put("transform.retries", processor.parameter(ParameterName.NumberOfRetries));
    }

    private String endpoint(String arn) {
        Map<String, String> known = lambda.byFunction();
        String endpoint = known.getOrDefault(arn, known.getOrDefault(name(arn), lambda.endpoint()));
        if (endpoint.isBlank()) {
            throw refused(
                    "No endpoint is known of the function " + arn
                            + ": name it in the setting firehose.lambda.endpoints, or one for all in firehose.lambda.endpoint.");
        }
        return endpoint;
    }

    /** The name in {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME} or {@code ...:NAME:VERSION}. */
    private static String name(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > 6 ? parts[6] : arn;
    }

    private static void keys(Processor processor, boolean partitioned, Properties properties) {
        if (!partitioned) {
            throw refused("MetadataExtraction processor is present but Dynamic Partitioning is not enabled.");
        }
        if (!required(processor, ParameterName.JsonParsingEngine).equals(JQ)) {
            throw refused("JsonParsingEngine must be " + JQ + ".");
        }
        properties.put("partitioning.query", required(processor, ParameterName.MetadataExtractionQuery));
    }

    private static void subRecords(Processor processor, Properties properties) {
        String type = required(processor, ParameterName.SubRecordType);
        switch (type) {
            case "JSON" -> properties.put("processing.deaggregation", "json");
            case "DELIMITED" ->
                properties
                        .put("processing.deaggregation", "delimited")
                        .put("processing.deaggregation.delimiter", required(processor, ParameterName.Delimiter));
            default -> throw refused("SubRecordType must be JSON or DELIMITED, not " + type + ".");
        }
    }

    private static void decompression(Processor processor, Properties properties) {
        String format = processor.parameter(ParameterName.CompressionFormat).orElse("GZIP");
        if (!format.equals("GZIP")) {
            throw refused("CompressionFormat of the Decompression processor must be GZIP, not " + format + ".");
        }
        properties.put("processing.decompression", "gzip");
    }

    private static boolean flag(Processor processor, ParameterName name) {
        return Boolean.parseBoolean(required(processor, name));
    }

    private static String required(Processor processor, ParameterName name) {
        return processor
                .parameter(name)
                .orElseThrow(
                        () -> refused("Parameter " + name + " is needed by the " + processor.type() + " processor."));
    }

    /** A delimiter is mostly white space, which a parameter cannot be: it is written as in Java. */
    private static String unescaped(String delimiter) {
        return delimiter.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AwsException refused(String message) {
        return AwsError.invalidArgument(message).asException();
    }
}
