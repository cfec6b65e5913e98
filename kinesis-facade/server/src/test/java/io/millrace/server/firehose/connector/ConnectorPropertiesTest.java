package io.millrace.server.firehose.connector;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static io.millrace.server.firehose.connector.ConnectorBench.processor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.firehose.FirehoseBench;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the connector is told of itself, its source and its bucket; the names are a contract with the connector. */
final class ConnectorPropertiesTest {

    private final ConnectorBench connector = new ConnectorBench();

    @Test
    void whatIsSaidOfNothingIsTheServicesDefault() {
        FirehoseBench bench = connector.bench();
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
        connector.set("firehose.s3.endpoint", "http://127.0.0.1:9000");
        connector.set("firehose.s3.region", "eu-west-1");
        connector.set("firehose.s3.pathStyle", "true");
        connector.set("firehose.s3.accessKeyId", "key");
        connector.set("firehose.s3.secretAccessKey", "secret");

        assertThat(connector.ofS3(""))
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
                        connector.ofS3(
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
        connector.set("firehose.lambda.endpoint", "http://functions:9000");
        connector.set("kafka.bootstrapServers", "kafka:9092");

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
        connector.set("firehose.lambda.endpoint", "http://functions:9000");
        connector.set("kafka.properties.sasl.jaas.config", "hush");
        assertThat(fromOrders(FUNCTION))
                .contains(entry("delivery.source.shape", "direct"))
                .doesNotContainValue("hush");

        connector.set("firehose.kinesis.client.bootstrap.servers", "inside:9092");
        connector.set("firehose.kinesis.client.sasl.jaas.config", "${file:/run/secrets/kafka:jaas}");
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
                new DeliverySource.KinesisStream(new StreamName("orders"), "arn", ROLE), ConnectorBench.s3(members));
    }

    private Map<String, String> from(DeliverySource source) {
        return from(source, "\"S3DestinationConfiguration\": " + BUCKET);
    }

    private Map<String, String> from(DeliverySource source, String destination) {
        FirehoseBench bench = connector.bench();
        DeliveryStreamFact audit = bench.create(destination);
        return bench.properties.of(
                DeliveryStreamFact.creating(
                        audit.name(), audit.incarnation(), audit.createdAt(), source, audit.destination()),
                "arn");
    }
}
