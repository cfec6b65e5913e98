package io.millrace.server.firehose.connector;

import io.millrace.server.firehose.destination.DynamicPartitioningConfiguration;
import io.millrace.server.firehose.destination.ExtendedS3DestinationConfiguration;
import io.millrace.server.firehose.destination.S3BackupMode;
import io.millrace.server.firehose.destination.S3DestinationConfiguration;
import io.millrace.server.firehose.shape.Prefix;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.Optional;

/** Objects in a bucket. */
record ExtendedS3Properties(S3Properties s3, ProcessorProperties processors, FormatProperties format) {

    private static final String EXPRESSION = "!{";
    private static final String PARTITION_KEY = "!{partitionKeyFrom";

    void add(ExtendedS3DestinationConfiguration bucket, Properties properties) {
        check(bucket);
        properties
                .put("destination", "s3")
                .put("s3.timezone", bucket.customTimeZone())
                .put("s3.file.extension", bucket.fileExtension());
        s3.add(bucket, properties);
        Hints.add(bucket.bufferingHints(), properties);
        processors.add(bucket.processingConfiguration(), isPartitioned(bucket), properties);
        format.add(bucket, properties);
        if (bucket.s3BackupMode().filter(mode -> mode == S3BackupMode.Enabled).isPresent()) {
            backup(bucket, properties);
        }
    }

    private static void backup(ExtendedS3DestinationConfiguration bucket, Properties properties) {
        S3DestinationConfiguration backup = bucket.s3BackupConfiguration()
                .orElseThrow(() -> refused("S3BackupConfiguration is needed when S3BackupMode is Enabled."));
        properties
                .put("backup.mode", "all")
                .put("backup.bucket", backup.bucketARN().bucket())
                .put("backup.prefix", backup.prefix())
                .put("backup.compression", backup.compressionFormat());
    }

    private static void check(ExtendedS3DestinationConfiguration bucket) {
        String prefix = text(bucket.prefix());
        String errors = text(bucket.errorOutputPrefix());
        if (prefix.contains(EXPRESSION) && errors.isEmpty()) {
            throw refused("ErrorOutputPrefix cannot be null or empty when Prefix contains expressions");
        }
        if (isPartitioned(bucket)) {
            if (!prefix.contains(PARTITION_KEY)) {
                throw refused(
                        "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled");
            }
        } else if (prefix.contains(PARTITION_KEY)) {
            throw refused(
                    "Dynamic Partitioning Namespaces can not be part of a prefix expression when Dynamic Partitioning"
                            + " is not enabled.");
        }
    }

    private static String text(Optional<Prefix> prefix) {
        return prefix.map(Prefix::value).orElse("");
    }

    private static boolean isPartitioned(ExtendedS3DestinationConfiguration bucket) {
        return bucket.dynamicPartitioningConfiguration()
                .flatMap(DynamicPartitioningConfiguration::enabled)
                .orElse(false);
    }

    private static AwsException refused(String message) {
        return AwsError.invalidArgument(message).asException();
    }
}
