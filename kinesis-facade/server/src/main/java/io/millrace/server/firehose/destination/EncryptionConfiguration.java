package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Wire;
import java.util.Optional;

/** How objects are encrypted by the store. */
public record EncryptionConfiguration(
        Optional<NoEncryptionConfig> noEncryptionConfig,
        @Wire("KMSEncryptionConfig") Optional<KmsEncryptionConfig> kmsEncryptionConfig) {}
