package io.millrace.server.firehose.connector;

import static io.millrace.server.firehose.connector.ConnectorBench.processor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.server.operation.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the connector is told of processors, and of the keys that records are delivered apart by. */
final class ProcessorPropertiesTest {

    private final ConnectorBench connector = new ConnectorBench();

    @Test
    void aFunctionIsInvokedWhereTheSettingsSay() {
        connector.set("firehose.lambda.endpoint", "http://any:9000");
        connector.set("firehose.lambda.endpoints", "enrich=http://enrich:9000");
        String arn = "arn:aws:lambda:us-east-1:123456789012:function:enrich:$LATEST";

        assertThat(connector.ofS3(processor(
                        "Lambda",
                        "LambdaArn",
                        arn,
                        "BufferSizeInMBs",
                        "0.5",
                        "BufferIntervalInSeconds",
                        "30",
                        "NumberOfRetries",
                        "1")))
                .contains(
                        entry("transform.runtime", "http"),
                        entry("transform.endpoint", "http://enrich:9000"),
                        entry("transform.function", arn),
                        entry("transform.buffer.size.mib", "0.5"),
                        entry("transform.buffer.interval.seconds", "30"),
                        entry("transform.retries", "1"));
        assertThat(connector.ofS3(
                        processor("Lambda", "LambdaArn", "arn:aws:lambda:us-east-1:123456789012:function:other")))
                .containsEntry("transform.endpoint", "http://any:9000");
    }

    @Test
    void aFunctionWithoutAnEndpointIsRefusedWithTheSetting() {
        assertThat(connector
                        .refusedS3(processor("Lambda", "LambdaArn", "arn:aws:lambda:us-east-1:123456789012:function:f"))
                        .message())
                .contains("firehose.lambda.endpoints");
    }

    @Test
    void recordsAreTakenApart() {
        assertThat(connector.ofS3(processor("RecordDeAggregation", "SubRecordType", "JSON")))
                .containsEntry("processing.deaggregation", "json");
        assertThat(connector.ofS3(processor("RecordDeAggregation", "SubRecordType", "DELIMITED", "Delimiter", "IyM=")))
                .contains(
                        entry("processing.deaggregation", "delimited"),
                        entry("processing.deaggregation.delimiter", "IyM="));
    }

    @Test
    void logsOfCloudWatchAreUnpacked() {
        assertThat(connector.ofS3(
                        "\"ProcessingConfiguration\": {\"Enabled\": true, \"Processors\": [{\"Type\": \"Decompression\","
                                + " \"Parameters\": [{\"ParameterName\": \"CompressionFormat\", \"ParameterValue\": \"GZIP\"}]},"
                                + " {\"Type\": \"CloudWatchLogProcessing\", \"Parameters\": [{\"ParameterName\":"
                                + " \"DataMessageExtraction\", \"ParameterValue\": \"true\"}]}]}"))
                .contains(entry("processing.decompression", "gzip"), entry("processing.cloudwatch.logs", "true"));
    }

    @Test
    void aDelimiterIsANewlineUnlessItIsSaid() {
        assertThat(connector.ofS3(processor("AppendDelimiterToRecord"))).containsEntry("processing.delimiter", "Cg==");
        assertThat(connector.ofS3(processor("AppendDelimiterToRecord", "Delimiter", "\\\\n")))
                .containsEntry("processing.delimiter", "Cg==");
        assertThat(connector.ofS3(processor("AppendDelimiterToRecord", "Delimiter", "|")))
                .containsEntry("processing.delimiter", "fA==");
    }

    @Test
    void processorsThatAreSwitchedOffDoNothing() {
        assertThat(connector.ofS3(
                        "\"ProcessingConfiguration\": {\"Enabled\": false, \"Processors\": [{\"Type\": \"Lambda\"}]}"))
                .doesNotContainKey("transform.runtime");
    }

    @Test
    void recordsAreDeliveredApartByKeys() {
        assertThat(connector.ofS3("\"DynamicPartitioningConfiguration\": {\"Enabled\": true}, \"Prefix\":"
                        + " \"c=!{partitionKeyFromQuery:c}/\", \"ErrorOutputPrefix\": \"bad/\", "
                        + processor(
                                "MetadataExtraction",
                                "MetadataExtractionQuery",
                                "{c: .customer}",
                                "JsonParsingEngine",
                                "JQ-1.6")))
                .contains(
                        entry("partitioning.query", "{c: .customer}"),
                        entry("s3.prefix", "c=!{partitionKeyFromQuery:c}/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Prefix\": \"!{timestamp:yyyy}/\" | ErrorOutputPrefix cannot be null or empty when Prefix contains expressions",
                "\"Prefix\": \"!{partitionKeyFromQuery:c}/\", \"ErrorOutputPrefix\": \"bad/\" | Dynamic Partitioning Namespaces can not be part of a prefix expression",
                "\"DynamicPartitioningConfiguration\": {\"Enabled\": true} | S3 Prefix should contain Dynamic Partitioning namespaces",
                "\"S3BackupMode\": \"Enabled\" | S3BackupConfiguration is needed",
                "\"DataFormatConversionConfiguration\": {} | SchemaConfiguration is needed",
                "\"DataFormatConversionConfiguration\": {\"Enabled\": true}, \"CompressionFormat\": \"GZIP\" | CompressionFormat must be UNCOMPRESSED",
                "\"DataFormatConversionConfiguration\": {}, \"BufferingHints\": {\"SizeInMBs\": 5, \"IntervalInSeconds\": 60} | BufferingHints.SizeInMBs must be at least 64",
                "\"DataFormatConversionConfiguration\": {\"SchemaConfiguration\": {\"DatabaseName\": \"d\", \"TableName\": \"t\"}} | There is no Glue catalog here: set firehose.schema.registryUrl",
                "\"DataFormatConversionConfiguration\": {\"SchemaConfiguration\": {\"DatabaseName\": \"d\", \"TableName\": \"t\", \"VersionId\": \"3\"}} | SchemaConfiguration.VersionId 3 is not supported",
            })
    void whatContradictsItselfIsRefused(String members, String message) {
        AwsError error = connector.refusedS3(members);

        assertThat(error.code()).isEqualTo("InvalidArgumentException");
        assertThat(error.message()).startsWith(message);
    }

    @Test
    void keysAreExtractedForPartitionsAlone() {
        assertThat(connector
                        .refusedS3(processor(
                                "MetadataExtraction",
                                "MetadataExtractionQuery",
                                "{a: .a}",
                                "JsonParsingEngine",
                                "JQ-1.6"))
                        .message())
                .isEqualTo("MetadataExtraction processor is present but Dynamic Partitioning is not enabled.");
    }
}
