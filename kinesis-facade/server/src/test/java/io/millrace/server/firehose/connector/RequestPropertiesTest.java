package io.millrace.server.firehose.connector;

import static io.millrace.server.firehose.FirehoseBench.BUCKET;
import static io.millrace.server.firehose.FirehoseBench.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the connector is told of destinations that take requests. */
final class RequestPropertiesTest {

    private final ConnectorBench connector = new ConnectorBench();

    @Test
    void anHttpEndpoint() {
        assertThat(connector.of(
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
        connector.set("firehose.opensearch.username", "me");
        connector.set("firehose.opensearch.password", "hush");

        assertThat(connector.of("\"" + service + "DestinationConfiguration\": {\"RoleARN\": \"" + ROLE
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
        assertThat(connector.refusal(members).message()).contains("firehose.opensearch.endpoint");

        connector.set("firehose.opensearch.endpoint", "http://127.0.0.1:9200");

        assertThat(connector.of(members)).containsEntry("opensearch.endpoint", "http://127.0.0.1:9200");
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonopensearchserviceDestination, ClusterEndpoint, es",
        "AmazonOpenSearchServerlessDestination, CollectionEndpoint, aoss"
    })
    void requestsAreSignedForTheServiceIfTheOperatorSaysSo(String destination, String endpoint, String service) {
        connector.set("firehose.opensearch.signed", "true");
        connector.set("firehose.opensearch.username", "me");

        assertThat(connector.of("\"" + destination + "Configuration\": {\"RoleARN\": \"" + ROLE + "\", \"" + endpoint
                        + "\": \"https://search\", \"IndexName\": \"logs\", \"S3Configuration\": " + BUCKET + "}"))
                .containsEntry("opensearch.signing", service)
                .doesNotContainKeys("opensearch.username", "opensearch.password");
    }

    @Test
    void aCollectionOfOpenSearchServerless() {
        assertThat(connector.of("\"AmazonOpenSearchServerlessDestinationConfiguration\": {\"RoleARN\": \"" + ROLE
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
        assertThat(connector.of(
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

    @Test
    void thereIsNoSecretsManager() {
        assertThat(connector
                        .refusal("\"SplunkDestinationConfiguration\": {\"HECEndpoint\": \"https://splunk:8088\","
                                + " \"HECEndpointType\": \"Event\", \"SecretsManagerConfiguration\": {\"Enabled\": true},"
                                + " \"S3Configuration\": " + BUCKET + "}")
                        .message())
                .startsWith("SecretsManagerConfiguration is not supported");
    }
}
