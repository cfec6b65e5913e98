package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import java.util.List;
import java.util.Optional;

/** Apache Iceberg tables of a catalog. */
public record IcebergDestinationConfiguration(
        Optional<List<DestinationTableConfiguration>> destinationTableConfigurationList,
        Optional<SchemaEvolutionConfiguration> schemaEvolutionConfiguration,
        Optional<TableCreationConfiguration> tableCreationConfiguration,
        Optional<S3BufferingHints> bufferingHints,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<IcebergS3BackupMode> s3BackupMode,
        Optional<RetryOptions> retryOptions,
        RoleArn roleARN,
        Optional<Boolean> appendOnly,
        CatalogConfiguration catalogConfiguration,
        S3DestinationConfiguration s3Configuration) {}
