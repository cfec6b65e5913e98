package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import java.util.Optional;

/** An HTTP endpoint that speaks the service's delivery protocol. */
public record HttpEndpointDestinationConfiguration(
        HttpEndpointConfiguration endpointConfiguration,
        Optional<HttpEndpointBufferingHints> bufferingHints,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<HttpEndpointRequestConfiguration> requestConfiguration,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<RoleArn> roleARN,
        Optional<RetryOptions> retryOptions,
        Optional<HttpEndpointS3BackupMode> s3BackupMode,
        S3DestinationConfiguration s3Configuration,
        Optional<SecretsManagerConfiguration> secretsManagerConfiguration) {}
