package io.millrace.server.kinesis.streams;

/** As the model has it. There is no key ring here: every stream is {@link #NONE}, as far as the service is concerned. */
public enum EncryptionType {
    NONE,
    KMS
}
