package io.millrace.server.kinesis.encryption;

import io.millrace.server.kinesis.streams.EncryptionType;
import io.millrace.server.operation.AwsError;

/** The one type of encryption that can be started and stopped. */
final class Kms {

    private Kms() {}

    static void require(EncryptionType type) {
        if (type != EncryptionType.KMS) {
            throw AwsError.invalidArgument(
                            "EncryptionType " + type + " is not valid for this operation: it must be KMS.")
                    .asException();
        }
    }
}
