package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.BucketArn;
import io.millrace.server.firehose.shape.Prefix;
import io.millrace.server.firehose.shape.RoleArn;
import java.util.Optional;

/** A bucket. The members that {@link ExtendedS3DestinationConfiguration} has as well. See <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_S3DestinationConfiguration.html">the service's</a>. */
public record S3DestinationConfiguration(
        RoleArn roleARN,
        BucketArn bucketARN,
        Optional<Prefix> prefix,
        Optional<Prefix> errorOutputPrefix,
        Optional<S3BufferingHints> bufferingHints,
        Optional<CompressionFormat> compressionFormat,
        Optional<EncryptionConfiguration> encryptionConfiguration,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions)
        implements S3Bucket {}
