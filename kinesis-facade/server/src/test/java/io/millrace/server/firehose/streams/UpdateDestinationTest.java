package io.millrace.server.firehose.streams;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.firehose.FirehoseBench;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpdateDestinationTest {

    private static final String HTTP = "\"HttpEndpointDestinationConfiguration\": {\"EndpointConfiguration\": {\"Url\":"
            + " \"https://sink\", \"AccessKey\": \"hush\"}, \"S3Configuration\": " + BUCKET + "}";

    private final FirehoseBench bench = new FirehoseBench();

    private static String update(String version, String members) {
        return "{\"DeliveryStreamName\": \"audit\", \"CurrentDeliveryStreamVersionId\": \"" + version
                + "\", \"DestinationId\": \"destinationId-000000000001\", " + members + "}";
    }

    private JsonNode described(String type) {
        return bench.describe().path("Destinations").path(0).path(type + "DestinationDescription");
    }

    @Test
    void whatIsSaidReplacesAndWhatIsNotSaidStays() {
        bench.active("\"ExtendedS3DestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                + "\", \"BucketARN\": \"arn:aws:s3:::lake\", \"Prefix\": \"a/\", \"CompressionFormat\": \"GZIP\","
                + " \"BufferingHints\": {\"SizeInMBs\": 10, \"IntervalInSeconds\": 60}}");

        bench.call(
                "UpdateDestination",
                update(
                        "1",
                        "\"ExtendedS3DestinationUpdate\": {\"Prefix\": \"b/\", \"BufferingHints\": {\"SizeInMBs\": 20,"
                                + " \"IntervalInSeconds\": 30}}"));

        JsonNode now = described("ExtendedS3");
        assertThat(now.path("Prefix").asText()).isEqualTo("b/");
        assertThat(now.path("CompressionFormat").asText()).isEqualTo("GZIP");
        assertThat(now.path("BufferingHints").toString()).isEqualTo("{\"SizeInMBs\":20,\"IntervalInSeconds\":30}");
        assertThat(bench.describe().path("VersionId").asText()).isEqualTo("2");
        assertThat(bench.describe().path("DeliveryStreamStatus").asText()).isEqualTo("ACTIVE");
        assertThat(bench.describe().has("LastUpdateTimestamp")).isTrue();
        assertThat(bench.audit().isUnsettled())
                .as("its connector is to be told")
                .isTrue();
        assertThat(bench.properties())
                .containsEntry("delivery.stream.version", "2")
                .containsEntry("s3.prefix", "b/");
    }

    @Test
    void thePlainShapeOfABucketUpdatesTheSameDestination() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);

        bench.call("UpdateDestination", update("1", "\"S3DestinationUpdate\": {\"Prefix\": \"b/\"}"));
        bench.call("UpdateDestination", update("2", "\"ExtendedS3DestinationUpdate\": {\"FileExtension\": \".json\"}"));

        assertThat(described("ExtendedS3").path("Prefix").asText()).isEqualTo("b/");
        assertThat(described("ExtendedS3").path("FileExtension").asText()).isEqualTo(".json");
        assertThat(described("S3").path("Prefix").asText()).isEqualTo("b/");
    }

    @Test
    void aBucketWithinIsMergedAsWell() {
        bench.active(HTTP);

        bench.call(
                "UpdateDestination",
                update("1", "\"HttpEndpointDestinationUpdate\": {\"S3Update\": {\"Prefix\": \"failed/\"}}"));

        JsonNode now = described("HttpEndpoint");
        assertThat(now.path("S3DestinationDescription").path("Prefix").asText()).isEqualTo("failed/");
        assertThat(now.path("S3DestinationDescription").path("BucketARN").asText())
                .isEqualTo("arn:aws:s3:::bucket");
        assertThat(now.path("EndpointConfiguration").toString())
                .as("access keys are not shown")
                .isEqualTo("{\"Url\":\"https://sink\"}");
        assertThat(bench.properties()).containsEntry("http.access.key", "hush");
    }

    @Test
    void theBucketOfIcebergsTablesIsGivenWhole() {
        FirehoseBench tables = new FirehoseBench(Map.of("firehose.iceberg.catalog.type", "rest"), true);
        tables.active("\"IcebergDestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                + "\", \"CatalogConfiguration\": {\"WarehouseLocation\": \"s3://lake/\"}, \"AppendOnly\": true,"
                + " \"DestinationTableConfigurationList\": [{\"DestinationDatabaseName\": \"shop\","
                + " \"DestinationTableName\": \"orders\"}], \"S3Configuration\": " + BUCKET + "}");

        tables.call(
                "UpdateDestination",
                update(
                        "1",
                        "\"IcebergDestinationUpdate\": {\"BufferingHints\": {\"SizeInMBs\": 64, \"IntervalInSeconds\": 30},"
                                + " \"S3Configuration\": {\"RoleARN\": \"" + ROLE
                                + "\", \"BucketARN\": \"arn:aws:s3:::other\"}}"));

        JsonNode now = tables.describe().path("Destinations").path(0).path("IcebergDestinationDescription");
        assertThat(now.path("S3DestinationDescription").path("BucketARN").asText())
                .isEqualTo("arn:aws:s3:::other");
        assertThat(now.path("AppendOnly").asBoolean()).isTrue();
        assertThat(now.path("S3BackupMode").asText()).isEqualTo("FailedDataOnly");
        assertThat(now.path("CatalogConfiguration").toString()).isEqualTo("{\"WarehouseLocation\":\"s3://lake/\"}");
        assertThat(now.path("DestinationTableConfigurationList").toString())
                .isEqualTo("[{\"DestinationTableName\":\"orders\",\"DestinationDatabaseName\":\"shop\"}]");
        assertThat(tables.properties())
                .containsEntry("buffer.size.mib", "64")
                .containsEntry("s3.bucket", "other")
                .containsEntry("iceberg.append.only", "true");
    }

    @Test
    void anotherDestinationTakesThePlaceOfTheOneBefore() {
        bench.active(HTTP);

        bench.call("UpdateDestination", update("1", "\"ExtendedS3DestinationUpdate\": " + BUCKET));

        assertThat(described("ExtendedS3").path("BucketARN").asText()).isEqualTo("arn:aws:s3:::bucket");
        assertThat(described("HttpEndpoint").isMissingNode()).isTrue();
        assertThat(bench.properties()).doesNotContainKey("http.url");
    }

    @Test
    void anotherDestinationMustBeWhole() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);

        AwsError error = bench.refusal(
                "UpdateDestination",
                update(
                        "1",
                        "\"HttpEndpointDestinationUpdate\": {\"EndpointConfiguration\": {\"Url\": \"https://sink\"}}"));

        assertThat(error.code()).isEqualTo("ValidationException");
        assertThat(error.message()).contains("'s3Configuration' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void ofTwoWhoHaveSeenTheSameVersionOneIsRefused() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);
        bench.call("UpdateDestination", update("1", "\"S3DestinationUpdate\": {\"Prefix\": \"b/\"}"));

        assertThat(bench.refusal("UpdateDestination", update("1", "\"S3DestinationUpdate\": {\"Prefix\": \"c/\"}")))
                .isEqualTo(new AwsError(
                        "ConcurrentModificationException",
                        400,
                        "Cannot update firehose: audit since the current version id: 2 and specified version id: 1 do not"
                                + " match"));
    }

    @Test
    void aDestinationThatIsNotThereIsRefused() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal(
                                "UpdateDestination",
                                update("1", "\"S3DestinationUpdate\": {}").replace("0001", "0002"))
                        .message())
                .isEqualTo("Destination Id destinationId-000000000002 not found");
    }

    @Test
    void whatCannotBeUndoneIsRefused() {
        bench.active("\"ExtendedS3DestinationConfiguration\": {\"RoleARN\": \"" + ROLE
                + "\", \"BucketARN\": \"arn:aws:s3:::lake\", \"S3BackupMode\": \"Enabled\", \"S3BackupConfiguration\": "
                + BUCKET
                + "}");

        assertThat(bench.refusal(
                                "UpdateDestination",
                                update("1", "\"ExtendedS3DestinationUpdate\": {\"S3BackupMode\": \"Disabled\"}"))
                        .message())
                .isEqualTo("S3BackupMode cannot be changed back to Disabled.");
        assertThat(bench.refusal(
                                "UpdateDestination",
                                update(
                                        "1",
                                        "\"ExtendedS3DestinationUpdate\": {\"DynamicPartitioningConfiguration\":"
                                                + " {\"Enabled\": true}}"))
                        .message())
                .startsWith("Enabling or disabling Dynamic Partitioning");
    }

    @Test
    void searchAndOtherDestinationsDoNotChangePlaces() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal(
                                "UpdateDestination",
                                update("1", "\"AmazonopensearchserviceDestinationUpdate\": {\"IndexName\": \"x\"}"))
                        .message())
                .isEqualTo(
                        "Changing the destination type from ExtendedS3 to Amazonopensearchservice is not supported.");
    }

    @Test
    void whatKafkaConnectRefusesIsToldAndChangesNothing() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);
        bench.connectors.wrong = List.of("s3.prefix: there is no expression !{nonsense}");

        assertThat(bench.refusal("UpdateDestination", update("1", "\"S3DestinationUpdate\": {\"Prefix\": \"b/\"}")))
                .isEqualTo(AwsError.invalidArgument("s3.prefix: there is no expression !{nonsense}"));
        assertThat(bench.audit().version()).isEqualTo(1);
    }

    @Test
    void whileKafkaConnectIsAwayProgramsTryAgain() {
        bench.active("\"S3DestinationConfiguration\": " + BUCKET);
        bench.connectors.away = true;

        assertThat(bench.refusal("UpdateDestination", update("1", "\"S3DestinationUpdate\": {\"Prefix\": \"b/\"}"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void whatIsNotActiveIsNotUpdated() {
        bench.create("\"S3DestinationConfiguration\": " + BUCKET);

        assertThat(bench.refusal("UpdateDestination", update("1", "\"S3DestinationUpdate\": {}"))
                        .code())
                .isEqualTo("ResourceInUseException");
    }
}
