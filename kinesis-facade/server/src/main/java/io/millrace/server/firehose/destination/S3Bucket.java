package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.BucketArn;
import io.millrace.server.firehose.shape.Prefix;
import io.millrace.server.firehose.shape.RoleArn;
import java.util.Optional;

/** What all shapes of a bucket have. */
public interface S3Bucket {

    RoleArn roleARN();

    BucketArn bucketARN();

    Optional<Prefix> prefix();

    Optional<Prefix> errorOutputPrefix();

    Optional<CompressionFormat> compressionFormat();

    Optional<EncryptionConfiguration> encryptionConfiguration();
}
