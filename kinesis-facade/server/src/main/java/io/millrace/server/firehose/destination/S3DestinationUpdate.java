package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.BucketArn;
import io.millrace.server.firehose.shape.Prefix;
import io.millrace.server.firehose.shape.RoleArn;
import java.util.Optional;

/** What is to be different; what is not said stays. */
public record S3DestinationUpdate(
        Optional<RoleArn> roleARN,
        Optional<BucketArn> bucketARN,
        Optional<Prefix> prefix,
        Optional<Prefix> errorOutputPrefix,
        Optional<S3BufferingHints> bufferingHints,
        Optional<CompressionFormat> compressionFormat,
        Optional<EncryptionConfiguration> encryptionConfiguration,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions) {}
