package io.millrace.server.firehose.streams;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamStatus;
import io.millrace.server.firehose.FirehoseBench;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CreateDeliveryStream, DescribeDeliveryStream, ListDeliveryStreams, DeleteDeliveryStream. */
final class DeliveryStreamsTest {

    private static final String TO_BUCKET = "\"S3DestinationConfiguration\": " + BUCKET;

    private final FirehoseBench bench = new FirehoseBench();

    @Test
    void aNewDeliveryStreamIsCreatingAndHasTheServicesDefaults() {
        JsonNode created = bench.call("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + TO_BUCKET + "}");
        JsonNode described = bench.describe();

        assertThat(created.path("DeliveryStreamARN").asText())
                .isEqualTo("arn:aws:firehose:us-east-1:123456789012:deliverystream/audit");
        assertThat(described.path("DeliveryStreamStatus").asText()).isEqualTo("CREATING");
        assertThat(described.path("DeliveryStreamType").asText()).isEqualTo("DirectPut");
        assertThat(described.path("VersionId").asText()).isEqualTo("1");
        assertThat(described.path("HasMoreDestinations").asBoolean()).isFalse();
        assertThat(described.path("DeliveryStreamEncryptionConfiguration").toString())
                .isEqualTo("{\"Status\":\"DISABLED\"}");
        JsonNode destination = described.path("Destinations").path(0);
        assertThat(destination.path("DestinationId").asText()).isEqualTo("destinationId-000000000001");
        for (String shape : List.of("S3DestinationDescription", "ExtendedS3DestinationDescription")) {
            assertThat(destination.path(shape).path("BucketARN").asText()).isEqualTo("arn:aws:s3:::bucket");
            assertThat(destination.path(shape).path("BufferingHints").toString())
                    .isEqualTo("{\"SizeInMBs\":5,\"IntervalInSeconds\":300}");
            assertThat(destination.path(shape).path("CompressionFormat").asText())
                    .isEqualTo("UNCOMPRESSED");
            assertThat(destination.path(shape).path("EncryptionConfiguration").toString())
                    .isEqualTo("{\"NoEncryptionConfig\":\"NoEncryption\"}");
            assertThat(destination.path(shape).path("CloudWatchLoggingOptions").toString())
                    .isEqualTo("{\"Enabled\":false}");
        }
        assertThat(destination.path("S3DestinationDescription").has("S3BackupMode"))
                .isFalse();
        assertThat(destination
                        .path("ExtendedS3DestinationDescription")
                        .path("S3BackupMode")
                        .asText())
                .isEqualTo("Disabled");
    }

    @Test
    void aNameIsTakenOnce() {
        bench.create(TO_BUCKET);

        assertThat(bench.refusal("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + TO_BUCKET + "}"))
                .isEqualTo(AwsError.resourceInUse("Firehose audit under accountId 123456789012 already exists"));
    }

    @Test
    void thereAreNoMoreThanTheLimit() {
        FirehoseBench limited = new FirehoseBench(Map.of("firehose.deliveryStreamLimit", "0"), true);

        assertThat(limited.refusal("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + TO_BUCKET + "}")
                        .code())
                .isEqualTo("LimitExceededException");
    }

    @Test
    void withoutKafkaConnectTheAnswerSaysWhatToSet() {
        FirehoseBench alone = new FirehoseBench(Map.of(), false);

        AwsError error =
                alone.refusal("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + TO_BUCKET + "}");

        assertThat(error.code()).isEqualTo("InvalidArgumentException");
        assertThat(error.message()).contains("--connect-url").contains("connect.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"S3DestinationConfiguration\": %s, \"ExtendedS3DestinationConfiguration\": %s",
                "\"DeliveryStreamType\": \"DirectPut\""
            })
    void exactlyOneDestinationIsNeeded(String members) {
        assertThat(bench.refusal(
                        "CreateDeliveryStream",
                        "{\"DeliveryStreamName\": \"audit\", " + members.replace("%s", BUCKET) + "}"))
                .isEqualTo(
                        AwsError.invalidArgument("Exactly one destination configuration is supported for a Firehose"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Redshift", "Snowflake"})
    void destinationsThatAreNotThereAreRefused(String destination) {
        assertThat(bench.refusal(
                        "CreateDeliveryStream",
                        "{\"DeliveryStreamName\": \"audit\", \"" + destination
                                + "DestinationConfiguration\": {\"RoleARN\": 1}}"))
                .isEqualTo(AwsError.invalidArgument(destination + " destinations are not supported."));
    }

    @Test
    void allViolationsAreToldAsTheServiceDoes() {
        AwsError error = bench.refusal(
                "CreateDeliveryStream",
                "{\"DeliveryStreamName\": \"a b\", \"S3DestinationConfiguration\": {\"RoleARN\": \"me\"}}");

        assertThat(error.code()).isEqualTo("ValidationException");
        assertThat(error.message())
                .isEqualTo(
                        "3 validation errors detected: Value 'a b' at 'deliveryStreamName' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'me' at"
                                + " 's3DestinationConfiguration.roleARN' failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: arn:.*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+; Value null at"
                                + " 's3DestinationConfiguration.bucketARN' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void aKinesisStreamIsASourceIfThereIsOne() {
        String source = "\"DeliveryStreamType\": \"KinesisStreamAsSource\", \"KinesisStreamSourceConfiguration\":"
                + " {\"KinesisStreamARN\": \"arn:aws:kinesis:us-east-1:123456789012:stream/orders\", \"RoleARN\": \""
                + ROLE + "\"}, " + TO_BUCKET;
        assertThat(bench.refusal("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + source + "}")
                        .message())
                .isEqualTo("Kinesis stream arn:aws:kinesis:us-east-1:123456789012:stream/orders is not found.");

        bench.catalog.put(Streams.active("orders"));
        bench.create(source);

        assertThat(bench.audit().source().topic()).isEqualTo("orders");
        JsonNode shown = bench.describe().path("Source").path("KinesisStreamSourceDescription");
        assertThat(shown.path("RoleARN").asText()).isEqualTo(ROLE);
        assertThat(shown.path("DeliveryStartTimestamp").asLong()).isEqualTo(Streams.NOW.getEpochSecond());
    }

    @Test
    void aTopicIsASource() {
        bench.create("\"DeliveryStreamType\": \"MSKAsSource\", \"MSKSourceConfiguration\": {\"MSKClusterARN\":"
                + " \"arn:aws:kafka:us-east-1:123456789012:cluster/mine/1\", \"TopicName\": \"clicks\","
                + " \"AuthenticationConfiguration\": {\"RoleARN\": \"" + ROLE
                + "\", \"Connectivity\": \"PRIVATE\"}, \"ReadFromTimestamp\": 0}, " + TO_BUCKET);

        assertThat(bench.audit().source().topic()).isEqualTo("clicks");
        JsonNode shown = bench.describe().path("Source").path("MSKSourceDescription");
        assertThat(shown.path("TopicName").asText()).isEqualTo("clicks");
        assertThat(shown.path("ReadFromTimestamp").asLong()).isZero();
        assertThat(shown.path("AuthenticationConfiguration")
                        .path("Connectivity")
                        .asText())
                .isEqualTo("PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "__consumer_offsets", "__millrace_catalog", "millrace-connect-configs"})
    void aTopicThatIsNoProgramsIsNoSource(String topic) {
        AwsError error = bench.refusal(
                "CreateDeliveryStream",
                "{\"DeliveryStreamName\": \"audit\", \"DeliveryStreamType\": \"MSKAsSource\", \"MSKSourceConfiguration\":"
                        + " {\"MSKClusterARN\": \"arn:aws:kafka:us-east-1:123456789012:cluster/mine/1\", \"TopicName\": \""
                        + topic + "\", \"AuthenticationConfiguration\": {\"RoleARN\": \"" + ROLE
                        + "\", \"Connectivity\": \"PRIVATE\"}}, " + TO_BUCKET + "}");

        assertThat(error.code()).isEqualTo("InvalidArgumentException");
        assertThat(error.message()).startsWith("TopicName " + topic + " is not supported: ");
    }

    @Test
    void noRefusalShowsAKey() {
        AwsError error = bench.refusal(
                "CreateDeliveryStream",
                "{\"DeliveryStreamName\": \"audit\", \"HttpEndpointDestinationConfiguration\": {\"EndpointConfiguration\":"
                        + " {\"Url\": \"http://me:hush@127.0.0.1/\", \"AccessKey\": \"" + "hush".repeat(1025)
                        + "\"}, \"S3Configuration\": {\"RoleARN\": \"" + ROLE
                        + "\", \"BucketARN\": \"arn:aws:s3:::clicks\"}}}");

        assertThat(error.message())
                .contains("Value at 'httpEndpointDestinationConfiguration.endpointConfiguration.accessKey'"
                        + " failed to satisfy constraint: Member must have length less than or equal to 4096")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "DatabaseAsSource, DeliveryStreamType DatabaseAsSource is not supported.",
        "KinesisStreamAsSource, KinesisStreamSourceConfiguration is needed for DeliveryStreamType KinesisStreamAsSource.",
        "MSKAsSource, MSKSourceConfiguration is needed for DeliveryStreamType MSKAsSource."
    })
    void aSourceThatCannotBeHadIsRefused(String type, String message) {
        AwsError error = bench.refusal(
                "CreateDeliveryStream",
                "{\"DeliveryStreamName\": \"audit\", \"DeliveryStreamType\": \"" + type + "\", " + TO_BUCKET + "}");

        assertThat(error.code()).isEqualTo("InvalidArgumentException");
        assertThat(error.message()).startsWith(message);
    }

    @Test
    void aThroughputHintGivesPartitionsAndIsShown() {
        bench.create("\"DirectPutSourceConfiguration\": {\"ThroughputHintInMBs\": 35}, " + TO_BUCKET);

        assertThat(((DeliverySource.DirectPut) bench.audit().source()).partitions())
                .isEqualTo(4);
        assertThat(bench.describe()
                        .path("Source")
                        .path("DirectPutSourceDescription")
                        .path("ThroughputHintInMBs")
                        .asInt())
                .isEqualTo(35);
    }

    @Test
    void namesAreListedInTheirOrderInPages() {
        for (String name : List.of("c", "a", "b")) {
            bench.call("CreateDeliveryStream", "{\"DeliveryStreamName\": \"" + name + "\", " + TO_BUCKET + "}");
        }

        JsonNode first = bench.call("ListDeliveryStreams", "{\"Limit\": 2}");
        JsonNode second = bench.call("ListDeliveryStreams", "{\"ExclusiveStartDeliveryStreamName\": \"b\"}");

        assertThat(texts(first.path("DeliveryStreamNames"))).containsExactly("a", "b");
        assertThat(first.path("HasMoreDeliveryStreams").asBoolean()).isTrue();
        assertThat(texts(second.path("DeliveryStreamNames"))).containsExactly("c");
        assertThat(second.path("HasMoreDeliveryStreams").asBoolean()).isFalse();
        assertThat(texts(bench.call("ListDeliveryStreams", "{\"DeliveryStreamType\": \"MSKAsSource\"}")
                        .path("DeliveryStreamNames")))
                .isEmpty();
    }

    @Test
    void tenNamesArePageEnough() {
        for (int i = 0; i < 11; i++) {
            bench.call("CreateDeliveryStream", "{\"DeliveryStreamName\": \"d" + i + "\", " + TO_BUCKET + "}");
        }

        assertThat(bench.call("ListDeliveryStreams", "{}").path("DeliveryStreamNames"))
                .hasSize(10);
    }

    @Test
    void whatIsActiveCanBeDeleted() {
        bench.active(TO_BUCKET);

        bench.call("DeleteDeliveryStream", "{\"DeliveryStreamName\": \"audit\"}");

        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.DELETING);
        assertThat(bench.audit().forced()).isFalse();
    }

    @Test
    void whatIsBeingCreatedIsDeletedByForceAlone() {
        bench.create(TO_BUCKET);

        assertThat(bench.refusal("DeleteDeliveryStream", "{\"DeliveryStreamName\": \"audit\"}")
                        .code())
                .isEqualTo("ResourceInUseException");
        bench.call("DeleteDeliveryStream", "{\"DeliveryStreamName\": \"audit\", \"AllowForceDelete\": true}");

        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.DELETING);
        assertThat(bench.audit().forced()).isTrue();
    }

    @Test
    void aFailedOneSaysWhyAndCanBeDeleted() {
        bench.catalog.put(bench.create(TO_BUCKET).failed(DeliveryStreamStatus.CREATING_FAILED, "no such bucket"));

        assertThat(bench.describe().path("FailureDescription").toString())
                .isEqualTo("{\"Type\":\"UNKNOWN_ERROR\",\"Details\":\"no such bucket\"}");
        bench.call("DeleteDeliveryStream", "{\"DeliveryStreamName\": \"audit\"}");
        assertThat(bench.audit().status()).isEqualTo(DeliveryStreamStatus.DELETING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeDeliveryStream", "DeleteDeliveryStream", "ListTagsForDeliveryStream"})
    void whatIsNotThereIsNotFound(String operation) {
        assertThat(bench.refusal(operation, "{\"DeliveryStreamName\": \"none\"}"))
                .isEqualTo(AwsError.resourceNotFound("Firehose none under account 123456789012 not found."));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
