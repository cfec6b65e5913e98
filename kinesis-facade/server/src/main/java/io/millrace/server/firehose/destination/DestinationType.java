package io.millrace.server.firehose.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.mapping.catalog.DeliveryDestination;
import io.millrace.server.wire.Documents;
import java.util.Arrays;

/** The kinds of destinations that there are here, each with what the service fills in where a client says nothing. */
public enum DestinationType {
    EXTENDED_S3("ExtendedS3", ExtendedS3DestinationConfiguration.class, """
            {"S3BackupMode": "Disabled"}"""),
    ELASTICSEARCH("Elasticsearch", OpenSearchDestinationConfiguration.class, Defaults.OPENSEARCH),
    OPENSEARCH("Amazonopensearchservice", OpenSearchDestinationConfiguration.class, Defaults.OPENSEARCH),
    OPENSEARCH_SERVERLESS(
            "AmazonOpenSearchServerless", OpenSearchServerlessDestinationConfiguration.class, Defaults.SERVERLESS),
    SPLUNK("Splunk", SplunkDestinationConfiguration.class, """
            {"BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 60}, "RetryOptions": {"DurationInSeconds": 300},
             "HECAcknowledgmentTimeoutInSeconds": 180, "S3BackupMode": "FailedEventsOnly",
             "CloudWatchLoggingOptions": {"Enabled": false}}"""),
    HTTP_ENDPOINT("HttpEndpoint", HttpEndpointDestinationConfiguration.class, """
            {"BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 300}, "RetryOptions": {"DurationInSeconds": 300},
             "RequestConfiguration": {"ContentEncoding": "NONE"}, "S3BackupMode": "FailedDataOnly",
             "CloudWatchLoggingOptions": {"Enabled": false}}"""),
    ICEBERG("Iceberg", IcebergDestinationConfiguration.class, """
            {"BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 300}, "RetryOptions": {"DurationInSeconds": 300},
             "S3BackupMode": "FailedDataOnly", "AppendOnly": false, "CloudWatchLoggingOptions": {"Enabled": false}}""");

    private final String wireName;
    private final Class<? extends Record> configuration;
    private final ObjectNode defaults;

    DestinationType(String wireName, Class<? extends Record> configuration, String defaults) {
        this.wireName = wireName;
        this.configuration = configuration;
        this.defaults = Documents.parse(defaults);
    }

    public static DestinationType of(DeliveryDestination destination) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(destination.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no destination is of type " + destination.type()));
    }

    /** What the service's members for it begin with. */
    public String wireName() {
        return wireName;
    }

    /** The shape of its configuration. */
    public Class<? extends Record> configuration() {
        return configuration;
    }

    ObjectNode defaults() {
        return defaults.deepCopy();
    }

    boolean isOpenSearch() {
        return this == ELASTICSEARCH || this == OPENSEARCH || this == OPENSEARCH_SERVERLESS;
    }

    /** What several kinds have in common. */
    private static final class Defaults {

        static final String SERVERLESS = """
                {"BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 300}, "RetryOptions": {"DurationInSeconds": 300},
                 "S3BackupMode": "FailedDocumentsOnly", "CloudWatchLoggingOptions": {"Enabled": false}}""";

        static final String OPENSEARCH = """
                {"BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 300}, "RetryOptions": {"DurationInSeconds": 300},
                 "S3BackupMode": "FailedDocumentsOnly", "CloudWatchLoggingOptions": {"Enabled": false},
                 "IndexRotationPeriod": "OneDay", "DocumentIdOptions": {"DefaultDocumentIdFormat": "FIREHOSE_DEFAULT"}}""";

        private Defaults() {}
    }
}
