package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.BucketArn;
import io.millrace.server.firehose.shape.Prefix;
import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.Optional;

/** What is to be different; what is not said stays. */
public record ExtendedS3DestinationUpdate(
        Optional<RoleArn> roleARN,
        Optional<BucketArn> bucketARN,
        Optional<Prefix> prefix,
        Optional<Prefix> errorOutputPrefix,
        Optional<S3BufferingHints> bufferingHints,
        Optional<CompressionFormat> compressionFormat,
        Optional<EncryptionConfiguration> encryptionConfiguration,
        Optional<CloudWatchLoggingOptions> cloudWatchLoggingOptions,
        Optional<ProcessingConfiguration> processingConfiguration,
        Optional<S3BackupMode> s3BackupMode,
        Optional<S3DestinationUpdate> s3BackupUpdate,
        Optional<DataFormatConversionConfiguration> dataFormatConversionConfiguration,
        Optional<DynamicPartitioningConfiguration> dynamicPartitioningConfiguration,

        @Length(max = 128) @Matches("^$|\\.[0-9a-z!\\-_.*'()]+")
        Optional<String> fileExtension,

        @Length(max = 50) @Matches("^$|[a-zA-Z/_]+") Optional<String> customTimeZone) {}
