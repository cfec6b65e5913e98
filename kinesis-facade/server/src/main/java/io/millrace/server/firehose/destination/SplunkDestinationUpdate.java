package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import io.millrace.server.wire.Range;
import io.millrace.server.wire.Sensitive;
import io.millrace.server.wire.Wire;
import java.util.Optional;

/** What is to be different; what is not said stays. */
public record SplunkDestinationUpdate(
        @Wire("HECEndpoint") @Length(max = 2048) @Matches(".*")
        Optional<String> hecEndpoint,

        @Wire("HECEndpointType") Optional<HecEndpointType> hecEndpointType,

        @Wire("HECToken") @Sensitive @Length(max = 2048) @Matches(".*")
        Optional<String> hecToken,

        @Wire("HECAcknowledgmentTimeoutInSeconds") @Range(min = 180, max = 600)
        Optional<Integer> hecAcknowledgmentTimeoutInSeconds,

        Optional<RetryOptions> retryOptions,
        Optional<SplunkS3BackupMode> s3BackupMode,
        Optional<S3DestinationUpdate> s3Update,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<SplunkBufferingHints> bufferingHints,
        Optional<SecretsManagerConfiguration> secretsManagerConfiguration) {

    /** Without the token. */
    @Override
    public String toString() {
        return "SplunkDestinationUpdate[" + hecEndpoint + "]";
    }
}
