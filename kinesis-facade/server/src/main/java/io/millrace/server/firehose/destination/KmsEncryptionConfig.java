package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.KmsKeyArn;
import io.millrace.server.wire.Wire;

/** With this key of the store's key ring. */
public record KmsEncryptionConfig(@Wire("AWSKMSKeyARN") KmsKeyArn awsKmsKeyArn) {}
