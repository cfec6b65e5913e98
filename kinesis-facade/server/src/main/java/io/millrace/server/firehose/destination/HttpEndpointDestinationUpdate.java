package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import java.util.Optional;

/** What is to be different; what is not said stays. */
public record HttpEndpointDestinationUpdate(
        Optional<HttpEndpointConfiguration> endpointConfiguration,
        Optional<HttpEndpointBufferingHints> bufferingHints,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<HttpEndpointRequestConfiguration> requestConfiguration,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<RoleArn> roleARN,
        Optional<RetryOptions> retryOptions,
        Optional<HttpEndpointS3BackupMode> s3BackupMode,
        Optional<S3DestinationUpdate> s3Update,
        Optional<SecretsManagerConfiguration> secretsManagerConfiguration) {}
