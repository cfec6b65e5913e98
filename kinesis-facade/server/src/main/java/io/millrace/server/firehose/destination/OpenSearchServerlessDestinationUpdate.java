package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.Optional;

/** What is to be different; what is not said stays. */
public record OpenSearchServerlessDestinationUpdate(
        Optional<RoleArn> roleARN,
        @Length(min = 1, max = 512) @Matches("https:.*") Optional<String> collectionEndpoint,
        @Length(min = 1, max = 80) @Matches(".*") Optional<String> indexName,
        Optional<OpenSearchBufferingHints> bufferingHints,
        Optional<RetryOptions> retryOptions,
        Optional<OpenSearchS3BackupMode> s3BackupMode,
        Optional<S3DestinationUpdate> s3Update,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions) {}
