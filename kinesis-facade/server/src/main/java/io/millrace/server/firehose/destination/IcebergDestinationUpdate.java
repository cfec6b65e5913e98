package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import java.util.List;
import java.util.Optional;

/** What is to be different; what is not said stays. The bucket is given whole here, unlike in other updates. */
public record IcebergDestinationUpdate(
        Optional<List<DestinationTableConfiguration>> destinationTableConfigurationList,
        Optional<SchemaEvolutionConfiguration> schemaEvolutionConfiguration,
        Optional<TableCreationConfiguration> tableCreationConfiguration,
        Optional<S3BufferingHints> bufferingHints,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<IcebergS3BackupMode> s3BackupMode,
        Optional<RetryOptions> retryOptions,
        Optional<RoleArn> roleARN,
        Optional<Boolean> appendOnly,
        Optional<CatalogConfiguration> catalogConfiguration,
        Optional<S3DestinationConfiguration> s3Configuration) {}
