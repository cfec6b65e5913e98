package io.millrace.server.kinesis.encryption;

import io.millrace.server.operation.AwsError;

/** As the model has it. */
public enum EncryptionType {
    NONE,
    KMS;

    void requireKms() {
        if (this != KMS) {
            throw AwsError.invalidArgument(
                            "EncryptionType " + this + " is not valid for this operation: it must be KMS.")
                    .asException();
        }
    }
}
