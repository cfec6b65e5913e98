package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.Optional;

/** What is to be different; what is not said stays. */
public record OpenSearchDestinationUpdate(
        Optional<RoleArn> roleARN,

        @Length(min = 1, max = 512) @Matches("arn:.*:es:[a-zA-Z0-9\\-]+:\\d{12}:domain/[a-z][-0-9a-z]{2,27}")
        Optional<String> domainARN,

        @Length(min = 1, max = 512) @Matches("https:.*") Optional<String> clusterEndpoint,
        @Length(min = 1, max = 80) @Matches(".*") Optional<String> indexName,
        @Length(max = 100) @Matches(".*") Optional<String> typeName,
        Optional<IndexRotationPeriod> indexRotationPeriod,
        Optional<OpenSearchBufferingHints> bufferingHints,
        Optional<RetryOptions> retryOptions,
        Optional<OpenSearchS3BackupMode> s3BackupMode,
        Optional<S3DestinationUpdate> s3Update,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<DocumentIdOptions> documentIdOptions) {}
