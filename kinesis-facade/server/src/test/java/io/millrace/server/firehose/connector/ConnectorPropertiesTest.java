package io.millrace.server.firehose.connector;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.firehose.FirehoseBench;
import io.millrace.server.operation.AwsError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the connector is told of each destination; the names are a contract with the connector. */
final class ConnectorPropertiesTest {

    private final Map<String, String> settings = new HashMap<>();

    private FirehoseBench bench() {
        return new FirehoseBench(settings, true);
    }

    private Map<String, String> of(String members) {
        FirehoseBench bench = bench();
        bench.create(members);
        return bench.properties();
    }

    private Map<String, String> ofS3(String members) {
        return of("\"ExtendedS3DestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                + "\", \"BucketARN\": \"arn:aws:s3:::lake\"" + (members.isEmpty() ? "" : ", " + members) + "}");
    }

    private AwsError refusedS3(String members) {
        return bench().refusal(
                        "CreateDeliveryStream",
                        "{\"DeliveryStreamName\": \"audit\", \"ExtendedS3DestinationConfiguration\": {\"RoleARN\": \""
                                + ROLE + "\", \"BucketARN\": \"arn:aws:s3:::lake\", " + members + "}}");
    }

    private static String processor(String type, String... parameters) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            all.append(i == 0 ? "" : ", ")
                    .append("{\"ParameterName\": \"")
                    .append(parameters[i])
                    .append("\", \"ParameterValue\": \"")
                    .append(parameters[i + 1])
                    .append("\"}");
        }
        return "\"ProcessingConfiguration\": {\"Enabled\": true, \"Processors\": [{\"Type\": \"" + type
                + "\", \"Parameters\": [" + all + "]}]}";
    }

    @Test
    void whatIsSaidOfNothingIsTheServicesDefault() {
        FirehoseBench bench = bench();
        DeliveryStreamFact audit = bench.create("\"S3DestinationConfiguration\": " + BUCKET);
        String name = "firehose-audit-" + audit.incarnation();

        assertThat(bench.properties())
                .containsOnly(
                        entry("name", name),
                        entry("connector.class", "io.millrace.firehose.FirehoseSinkConnector"),
                        entry("tasks.max", "2"),
                        entry("topics", name),
                        entry("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                        entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                        entry("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
                        entry("delivery.stream.name", "audit"),
                        entry("delivery.stream.version", "1"),
                        entry("delivery.stream.arn", "arn:aws:firehose:us-east-1:123456789012:deliverystream/audit"),
                        entry("delivery.stream.region", "us-east-1"),
                        entry("delivery.state.prefix", ".millrace/" + audit.incarnation() + "/"),
                        entry("delivery.source.shape", "direct"),
                        entry("destination", "s3"),
                        entry("s3.bucket", "bucket"),
                        entry("s3.region", "us-east-1"),
                        entry("s3.path.style", "false"),
                        entry("s3.compression", "UNCOMPRESSED"),
                        entry("buffer.size.mib", "5"),
                        entry("buffer.interval.seconds", "300"));
    }

    @Test
    void theStoreIsTheSettings() {
        settings.put("firehose.s3.endpoint", "http://127.0.0.1:9000");
        settings.put("firehose.s3.region", "eu-west-1");
        settings.put("firehose.s3.pathStyle", "true");
        settings.put("firehose.s3.accessKeyId", "key");
        settings.put("firehose.s3.secretAccessKey", "secret");

        assertThat(ofS3(""))
                .contains(
                        entry("s3.endpoint", "http://127.0.0.1:9000"),
                        entry("s3.region", "eu-west-1"),
                        entry("s3.path.style", "true"),
                        entry("s3.access.key.id", "key"),
                        entry("s3.secret.access.key", "secret"));
    }

    @Test
    void aBucketWithEverything() {
        assertThat(
                        ofS3(
                                "\"Prefix\": \"year=!{timestamp:yyyy}/\", \"ErrorOutputPrefix\": \"bad/!{firehose:error-output-type}/\","
                                        + " \"BufferingHints\": {\"SizeInMBs\": 64, \"IntervalInSeconds\": 60}, \"CompressionFormat\": \"HADOOP_SNAPPY\","
                                        + " \"EncryptionConfiguration\": {\"KMSEncryptionConfig\": {\"AWSKMSKeyARN\":"
                                        + " \"arn:aws:kms:us-east-1:123456789012:key/k\"}}, \"FileExtension\": \".json\","
                                        + " \"CustomTimeZone\": \"Europe/Berlin\", \"S3BackupMode\": \"Enabled\", \"S3BackupConfiguration\":"
                                        + " {\"RoleARN\": \"" + ROLE
                                        + "\", \"BucketARN\": \"arn:aws:s3:::raw\", \"Prefix\": \"all/\", \"CompressionFormat\": \"GZIP\"}"))
                .contains(
                        entry("s3.prefix", "year=!{timestamp:yyyy}/"),
                        entry("s3.error.prefix", "bad/!{firehose:error-output-type}/"),
                        entry("buffer.size.mib", "64"),
                        entry("buffer.interval.seconds", "60"),
                        entry("s3.compression", "HADOOP_SNAPPY"),
                        entry("s3.encryption", "aws:kms"),
                        entry("s3.kms.key.id", "arn:aws:kms:us-east-1:123456789012:key/k"),
                        entry("s3.file.extension", ".json"),
                        entry("s3.timezone", "Europe/Berlin"),
                        entry("backup.mode", "all"),
                        entry("backup.bucket", "raw"),
                        entry("backup.prefix", "all/"),
                        entry("backup.compression", "GZIP"));
    }

    @Test
    void recordsOfAKinesisStreamMayBeAggregated() {
        assertThat(from(new DeliverySource.KinesisStream(new StreamName("orders"), "arn", ROLE)))
                .contains(
                        entry("topics", "orders"),
                        entry("delivery.source.shape", "direct"),
                        entry("processing.kpl.deaggregation", "true"));
    }

    @Test
    void aRecordOfAKinesisStreamThatWasCarriedOnIsDeliveredOnce() {
        assertThat(from(new DeliverySource.KinesisStream(new StreamName("orders"), "arn", ROLE)))
                .contains(
                        entry("transforms", "strays"),
                        entry("transforms.strays.type", "org.apache.kafka.connect.transforms.Filter"),
                        entry("transforms.strays.predicate", "stray"),
                        entry("predicates", "stray"),
                        entry("predicates.stray.type", "org.apache.kafka.connect.transforms.predicates.HasHeaderKey"),
                        entry("predicates.stray.name", "millrace-stray-origin"));
    }

    @Test
    void functionsSeeRecordsOfATopicAsSuch() {
        assertThat(from(new DeliverySource.Msk("clicks", "arn:cluster", ROLE, "PUBLIC", Optional.empty())))
                .contains(
                        entry("topics", "clicks"),
                        entry("delivery.source.shape", "kafka"),
                        entry("delivery.source.arn", "arn:cluster"));
    }

    @Test
    void theFunctionOfAKinesisStreamIsToldWhereRecordsAre() {
        settings.put("firehose.lambda.endpoint", "http://functions:9000");
        settings.put("kafka.bootstrapServers", "kafka:9092");

        assertThat(fromOrders(FUNCTION))
                .contains(
                        entry("delivery.source.shape", "kinesis"),
                        entry("kinesis.catalog.topic", "__millrace_catalog"),
                        entry("kinesis.catalog.client.bootstrap.servers", "kafka:9092"));
        assertThat(fromOrders("")).contains(entry("delivery.source.shape", "direct"));
        assertThat(fromOrders("").keySet()).noneMatch(key -> key.startsWith("kinesis."));
    }

    @Test
    void howTheNodeLogsInIsNotToldToTheWorkerWhichHasItsOwn() {
        settings.put("firehose.lambda.endpoint", "http://functions:9000");
        settings.put("kafka.properties.sasl.jaas.config", "hush");
        assertThat(fromOrders(FUNCTION))
                .contains(entry("delivery.source.shape", "direct"))
                .doesNotContainValue("hush");

        settings.put("firehose.kinesis.client.bootstrap.servers", "inside:9092");
        settings.put("firehose.kinesis.client.sasl.jaas.config", "${file:/run/secrets/kafka:jaas}");
        assertThat(fromOrders(FUNCTION))
                .contains(
                        entry("delivery.source.shape", "kinesis"),
                        entry("kinesis.catalog.client.bootstrap.servers", "inside:9092"),
                        entry("kinesis.catalog.client.sasl.jaas.config", "${file:/run/secrets/kafka:jaas}"))
                .doesNotContainValue("hush");
    }

    private static final String FUNCTION =
            processor("Lambda", "LambdaArn", "arn:aws:lambda:us-east-1:123456789012:function:clean");

    private Map<String, String> fromOrders(String members) {
        return from(
                new DeliverySource.KinesisStream(new StreamName("orders"), "arn", ROLE),
                "\"ExtendedS3DestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                        + "\", \"BucketARN\": \"arn:aws:s3:::lake\"" + (members.isEmpty() ? "" : ", " + members) + "}");
    }

    private Map<String, String> from(DeliverySource source) {
        return from(source, "\"S3DestinationConfiguration\": " + BUCKET);
    }

    private Map<String, String> from(DeliverySource source, String destination) {
        FirehoseBench bench = bench();
        DeliveryStreamFact audit = bench.create(destination);
        return bench.properties.of(
                DeliveryStreamFact.creating(
                        audit.name(), audit.incarnation(), audit.createdAt(), source, audit.destination()),
                "arn");
    }

    @Test
    void aFunctionIsInvokedWhereTheSettingsSay() {
        settings.put("firehose.lambda.endpoint", "http://any:9000");
        settings.put("firehose.lambda.endpoints", "enrich=http://enrich:9000");
        String arn = "arn:aws:lambda:us-east-1:123456789012:function:enrich:$LATEST";

        assertThat(ofS3(processor(
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
        assertThat(ofS3(processor("Lambda", "LambdaArn", "arn:aws:lambda:us-east-1:123456789012:function:other")))
                .containsEntry("transform.endpoint", "http://any:9000");
    }

    @Test
    void aFunctionWithoutAnEndpointIsRefusedWithTheSetting() {
        assertThat(refusedS3(processor("Lambda", "LambdaArn", "arn:aws:lambda:us-east-1:123456789012:function:f"))
                        .message())
                .contains("firehose.lambda.endpoints");
    }

    @Test
    void recordsAreTakenApart() {
        assertThat(ofS3(processor("RecordDeAggregation", "SubRecordType", "JSON")))
                .containsEntry("processing.deaggregation", "json");
        assertThat(ofS3(processor("RecordDeAggregation", "SubRecordType", "DELIMITED", "Delimiter", "IyM=")))
                .contains(
                        entry("processing.deaggregation", "delimited"),
                        entry("processing.deaggregation.delimiter", "IyM="));
    }

    @Test
    void logsOfCloudWatchAreUnpacked() {
        assertThat(ofS3(
                        "\"ProcessingConfiguration\": {\"Enabled\": true, \"Processors\": [{\"Type\": \"Decompression\","
                                + " \"Parameters\": [{\"ParameterName\": \"CompressionFormat\", \"ParameterValue\": \"GZIP\"}]},"
                                + " {\"Type\": \"CloudWatchLogProcessing\", \"Parameters\": [{\"ParameterName\":"
                                + " \"DataMessageExtraction\", \"ParameterValue\": \"true\"}]}]}"))
                .contains(entry("processing.decompression", "gzip"), entry("processing.cloudwatch.logs", "true"));
    }

    @Test
    void aDelimiterIsANewlineUnlessItIsSaid() {
        assertThat(ofS3(processor("AppendDelimiterToRecord"))).containsEntry("processing.delimiter", "Cg==");
        assertThat(ofS3(processor("AppendDelimiterToRecord", "Delimiter", "\\\\n")))
                .containsEntry("processing.delimiter", "Cg==");
        assertThat(ofS3(processor("AppendDelimiterToRecord", "Delimiter", "|")))
                .containsEntry("processing.delimiter", "fA==");
    }

    @Test
    void processorsThatAreSwitchedOffDoNothing() {
        assertThat(ofS3("\"ProcessingConfiguration\": {\"Enabled\": false, \"Processors\": [{\"Type\": \"Lambda\"}]}"))
                .doesNotContainKey("transform.runtime");
    }

    @Test
    void recordsAreDeliveredApartByKeys() {
        assertThat(ofS3("\"DynamicPartitioningConfiguration\": {\"Enabled\": true}, \"Prefix\":"
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
        AwsError error = refusedS3(members);

        assertThat(error.code()).isEqualTo("InvalidArgumentException");
        assertThat(error.message()).startsWith(message);
    }

    @Test
    void keysAreExtractedForPartitionsAlone() {
        assertThat(refusedS3(processor(
                                "MetadataExtraction",
                                "MetadataExtractionQuery",
                                "{a: .a}",
                                "JsonParsingEngine",
                                "JQ-1.6"))
                        .message())
                .isEqualTo("MetadataExtraction processor is present but Dynamic Partitioning is not enabled.");
    }

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
        settings.put("firehose.schema.registryUrl", "http://registry");
        settings.put("firehose.schema.registryAuthorization", "Basic x");
        settings.put("firehose.schema.subject", "{database}-{table}-value");

        assertThat(ofS3(PARQUET))
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
        settings.put("firehose.schema.folder", "/schemas");

        assertThat(ofS3(orc("""
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
        settings.put("firehose.schema.folder", "/schemas");

        assertThat(ofS3(orc("{}")))
                .containsEntry("format", "orc")
                .allSatisfy((key, value) -> assertThat(key).doesNotStartWith("format.orc."));
    }

    private static String orc(String serializer) {
        return PARQUET.replaceFirst("\\{\"ParquetSerDe\".*", "{\"OrcSerDe\": " + serializer + "}}}");
    }

    @Test
    void orTheyAreAFile() {
        settings.put("firehose.schema.folder", "/schemas");

        assertThat(ofS3(PARQUET.replace("OpenXJsonSerDe", "HiveJsonSerDe")
                        .replace("\"CaseInsensitive\"", "\"TimestampFormats\": [\"millis\"], \"CaseInsensitive\"")))
                .contains(
                        entry("format.schema.file", "/schemas/sales/orders.avsc"),
                        entry("format.json.rules", "hive"),
                        entry("format.hive.timestamp.formats", "millis"));
    }

    @Test
    void anHttpEndpoint() {
        assertThat(of(
                        "\"HttpEndpointDestinationConfiguration\": {\"EndpointConfiguration\": {\"Url\": \"https://sink/x\", \"Name\":"
                                + " \"sink\", \"AccessKey\": \"hush\"}, \"RequestConfiguration\": {\"ContentEncoding\": \"GZIP\","
                                + " \"CommonAttributes\": [{\"AttributeName\": \"team\", \"AttributeValue\": \"a=b\"}]},"
                                + " \"RetryOptions\": {\"DurationInSeconds\": 7}, \"S3BackupMode\": \"AllData\", \"S3Configuration\": "
                                + BUCKET
                                + "}"))
                .contains(
                        entry("destination", "http"),
                        entry("http.url", "https://sink/x"),
                        entry("http.name", "sink"),
                        entry("http.access.key", "hush"),
                        entry("http.content.encoding", "GZIP"),
                        entry("http.common.attributes", "team=a=b"),
                        entry("retry.duration.seconds", "7"),
                        entry("buffer.size.mib", "5"),
                        entry("buffer.interval.seconds", "300"),
                        entry("backup.mode", "all"),
                        entry("s3.bucket", "bucket"));
    }

    @ParameterizedTest
    @CsvSource({"Elasticsearch", "Amazonopensearchservice"})
    void aClusterOfOpenSearchOrElasticsearch(String service) {
        settings.put("firehose.opensearch.username", "me");
        settings.put("firehose.opensearch.password", "hush");

        assertThat(of("\"" + service + "DestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                        + "\", \"ClusterEndpoint\": \"https://search\", \"IndexName\": \"logs\", \"IndexRotationPeriod\":"
                        + " \"OneWeek\", \"DocumentIdOptions\": {\"DefaultDocumentIdFormat\": \"NO_DOCUMENT_ID\"},"
                        + " \"BufferingHints\": {\"SizeInMBs\": 100, \"IntervalInSeconds\": 0}, \"S3Configuration\": "
                        + BUCKET + "}"))
                .contains(
                        entry("destination", "opensearch"),
                        entry("opensearch.endpoint", "https://search"),
                        entry("opensearch.index", "logs"),
                        entry("opensearch.index.rotation", "OneWeek"),
                        entry("opensearch.document.id", "NO_DOCUMENT_ID"),
                        entry("opensearch.username", "me"),
                        entry("opensearch.password", "hush"),
                        entry("buffer.size.mib", "100"),
                        entry("buffer.interval.seconds", "0"),
                        entry("retry.duration.seconds", "300"),
                        entry("backup.mode", "failed"),
                        entry("s3.bucket", "bucket"));
    }

    @Test
    void aDomainNeedsItsEndpointFromTheSettings() {
        String members = "\"AmazonopensearchserviceDestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                + "\", \"DomainARN\": \"arn:aws:es:us-east-1:123456789012:domain/logs\", \"IndexName\": \"logs\","
                + " \"S3Configuration\": " + BUCKET + "}";
        assertThat(bench().refusal("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + members + "}")
                        .message())
                .contains("firehose.opensearch.endpoint");

        settings.put("firehose.opensearch.endpoint", "http://127.0.0.1:9200");

        assertThat(of(members)).containsEntry("opensearch.endpoint", "http://127.0.0.1:9200");
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonopensearchserviceDestination, ClusterEndpoint, es",
        "AmazonOpenSearchServerlessDestination, CollectionEndpoint, aoss"
    })
    void requestsAreSignedForTheServiceIfTheOperatorSaysSo(String destination, String endpoint, String service) {
        settings.put("firehose.opensearch.signed", "true");
        settings.put("firehose.opensearch.username", "me");

        assertThat(of("\"" + destination + "Configuration\": {\"RoleARN\": \"" + ROLE + "\", \"" + endpoint
                        + "\": \"https://search\", \"IndexName\": \"logs\", \"S3Configuration\": " + BUCKET + "}"))
                .containsEntry("opensearch.signing", service)
                .doesNotContainKeys("opensearch.username", "opensearch.password");
    }

    @Test
    void aCollectionOfOpenSearchServerless() {
        assertThat(of("\"AmazonOpenSearchServerlessDestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                        + "\", \"CollectionEndpoint\": \"https://collection\", \"IndexName\": \"logs\", \"S3BackupMode\":"
                        + " \"AllDocuments\", \"S3Configuration\": " + BUCKET + "}"))
                .contains(
                        entry("destination", "opensearch"),
                        entry("opensearch.endpoint", "https://collection"),
                        entry("opensearch.index.rotation", "NoRotation"),
                        entry("backup.mode", "all"));
    }

    @Test
    void splunk() {
        assertThat(of(
                        "\"SplunkDestinationConfiguration\": {\"HECEndpoint\": \"https://splunk:8088\", \"HECEndpointType\":"
                                + " \"Event\", \"HECToken\": \"hush\", \"S3BackupMode\": \"AllEvents\", \"S3Configuration\": "
                                + BUCKET
                                + "}"))
                .contains(
                        entry("destination", "splunk"),
                        entry("splunk.endpoint", "https://splunk:8088"),
                        entry("splunk.endpoint.type", "Event"),
                        entry("splunk.token", "hush"),
                        entry("splunk.ack.timeout.seconds", "180"),
                        entry("buffer.size.mib", "5"),
                        entry("buffer.interval.seconds", "60"),
                        entry("backup.mode", "all"));
    }

    private static String iceberg(String members) {
        return "\"IcebergDestinationConfiguration\": {\"RoleARN\": \"" + ROLE + "\", \"CatalogConfiguration\":"
                + " {\"CatalogARN\": \"arn:aws:glue:us-east-1:123456789012:catalog\"}, \"S3Configuration\": " + BUCKET
                + (members.isEmpty() ? "" : ", " + members) + "}";
    }

    private String refusedIceberg(String members) {
        return bench().refusal("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + iceberg(members) + "}")
                .message();
    }

    @Test
    void tablesOfIceberg() {
        settings.put("firehose.iceberg.catalog.type", "rest");
        settings.put("firehose.iceberg.catalog.uri", "http://catalog");
        settings.put("firehose.iceberg.catalog.s3.secret-access-key", "hush");

        assertThat(of(iceberg("\"DestinationTableConfigurationList\": [{\"DestinationDatabaseName\": \"shop\","
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
        settings.put("firehose.iceberg.catalog.type", "rest");

        assertThat(of(iceberg("\"TableCreationConfiguration\": {\"Enabled\": true}, \"SchemaEvolutionConfiguration\":"
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
        settings.put("firehose.iceberg.catalog.type", "rest");
        Map<String, String> properties = of(iceberg(""));

        assertThat(properties).containsEntry("iceberg.offsets.name", properties.get("name"));
        assertThat(of(iceberg("")).get("name")).isNotEqualTo(properties.get("name"));
    }

    @Test
    void theWarehouseIsTheClientsIfItSaysOne() {
        settings.put("firehose.iceberg.catalog.type", "rest");
        settings.put("firehose.iceberg.catalog.warehouse", "s3://usual/");

        assertThat(of(iceberg("").replace("{\"CatalogARN\"", "{\"WarehouseLocation\": \"s3://lake/\", \"CatalogARN\"")))
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
        settings.put("firehose.iceberg.catalog.type", "rest");

        assertThat(refusedIceberg(members)).isEqualTo(message);
    }

    @Test
    void thereIsNoSecretsManager() {
        assertThat(bench().refusal(
                                "CreateDeliveryStream",
                                "{\"DeliveryStreamName\": \"audit\", \"SplunkDestinationConfiguration\": {\"HECEndpoint\":"
                                        + " \"https://splunk:8088\", \"HECEndpointType\": \"Event\","
                                        + " \"SecretsManagerConfiguration\": {\"Enabled\": true}, \"S3Configuration\": "
                                        + BUCKET + "}}")
                        .message())
                .startsWith("SecretsManagerConfiguration is not supported");
    }
}
