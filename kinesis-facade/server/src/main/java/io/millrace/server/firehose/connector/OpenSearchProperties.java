package io.millrace.server.firehose.connector;

import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.firehose.destination.DocumentIdOptions;
import io.millrace.server.firehose.destination.IndexRotationPeriod;
import io.millrace.server.firehose.destination.OpenSearchBufferingHints;
import io.millrace.server.firehose.destination.OpenSearchDestinationConfiguration;
import io.millrace.server.firehose.destination.OpenSearchS3BackupMode;
import io.millrace.server.firehose.destination.OpenSearchServerlessDestinationConfiguration;
import io.millrace.server.firehose.destination.ProcessingConfiguration;
import io.millrace.server.firehose.destination.RetryOptions;
import io.millrace.server.firehose.destination.S3DestinationConfiguration;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.Optional;

/** An index of OpenSearch, of Elasticsearch, or of OpenSearch Serverless. */
record OpenSearchProperties(S3Properties s3, ProcessorProperties processors, FirehoseConfig.OpenSearch config) {

    void add(OpenSearchDestinationConfiguration cluster, Properties properties) {
        if (cluster.clusterEndpoint().isPresent() == cluster.domainARN().isPresent()) {
            throw refused("Exactly one of ClusterEndpoint and DomainARN is needed.");
        }
        cluster.typeName().filter(type -> !type.isEmpty()).ifPresent(type -> {
            throw refused("TypeName is not supported: newer clusters have no types. Leave it empty.");
        });
        index(
                cluster.clusterEndpoint()
                        .orElseGet(() -> endpointOf(cluster.domainARN().orElseThrow())),
                cluster.indexName(),
                "es",
                properties);
        properties
                .put("opensearch.index.rotation", cluster.indexRotationPeriod())
                .put(
                        "opensearch.document.id",
                        cluster.documentIdOptions().map(DocumentIdOptions::defaultDocumentIdFormat));
        common(
                cluster.bufferingHints(),
                cluster.retryOptions(),
                cluster.s3BackupMode(),
                cluster.s3Configuration(),
                cluster.processingConfiguration(),
                properties);
    }

    void add(OpenSearchServerlessDestinationConfiguration collection, Properties properties) {
        index(
                collection.collectionEndpoint().orElseThrow(() -> refused("CollectionEndpoint is needed.")),
                collection.indexName(),
                "aoss",
                properties);
        properties.put("opensearch.index.rotation", IndexRotationPeriod.NoRotation);
        common(
                collection.bufferingHints(),
                collection.retryOptions(),
                collection.s3BackupMode(),
                collection.s3Configuration(),
                collection.processingConfiguration(),
                properties);
    }

    private void index(String endpoint, String index, String service, Properties properties) {
        properties
                .put("destination", "opensearch")
                .put("opensearch.endpoint", endpoint)
                .put("opensearch.index", index);
        if (config.signed()) {
            properties.put("opensearch.signing", service);
        } else {
            properties.put("opensearch.username", config.username()).put("opensearch.password", config.password());
        }
    }

    private String endpointOf(String domainArn) {
        if (config.endpoint().isBlank()) {
            throw refused("No endpoint is known of the domain " + domainArn
                    + ": give ClusterEndpoint instead, or set firehose.opensearch.endpoint.");
        }
        return config.endpoint();
    }

    private void common(
            Optional<OpenSearchBufferingHints> hints,
            Optional<RetryOptions> retries,
            Optional<OpenSearchS3BackupMode> backup,
            S3DestinationConfiguration bucket,
            Optional<ProcessingConfiguration> processing,
            Properties properties) {
        Hints.add(hints, properties);
        Hints.addRetries(retries, properties);
        s3.add(bucket, properties);
        properties.put(
                "backup.mode", backup.map(mode -> mode == OpenSearchS3BackupMode.AllDocuments ? "all" : "failed"));
        processors.add(processing, false, properties);
    }

    private static AwsException refused(String message) {
        return AwsError.invalidArgument(message).asException();
    }
}
