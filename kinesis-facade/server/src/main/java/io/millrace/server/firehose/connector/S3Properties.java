package io.millrace.server.firehose.connector;

import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.firehose.destination.EncryptionConfiguration;
import io.millrace.server.firehose.destination.S3Bucket;

/** A bucket: the destination itself, or where that of others keeps what it could not deliver. */
record S3Properties(FirehoseConfig.S3 config, String region) {

    void add(S3Bucket bucket, Properties properties) {
        properties
                .put("s3.bucket", bucket.bucketARN().bucket())
                .put("s3.region", config.region().isBlank() ? region : config.region())
                .put("s3.endpoint", config.endpoint())
                .put("s3.path.style", config.pathStyle())
                .put("s3.access.key.id", config.accessKeyId())
                .put("s3.secret.access.key", config.secretAccessKey())
                .put("s3.prefix", bucket.prefix())
                .put("s3.error.prefix", bucket.errorOutputPrefix())
                .put("s3.compression", bucket.compressionFormat());
        bucket.encryptionConfiguration()
                .flatMap(EncryptionConfiguration::kmsEncryptionConfig)
                .ifPresent(kms -> properties.put("s3.encryption", "aws:kms").put("s3.kms.key.id", kms.awsKmsKeyArn()));
    }
}
