package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.Optional;

/** A collection of OpenSearch Serverless. */
public record OpenSearchServerlessDestinationConfiguration(
        RoleArn roleARN,
        @Length(min = 1, max = 512) @Matches("https:.*") Optional<String> collectionEndpoint,
        @Length(min = 1, max = 80) @Matches(".*") String indexName,
        Optional<OpenSearchBufferingHints> bufferingHints,
        Optional<RetryOptions> retryOptions,
        Optional<OpenSearchS3BackupMode> s3BackupMode,
        S3DestinationConfiguration s3Configuration,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<VpcConfiguration> vpcConfiguration) {}
