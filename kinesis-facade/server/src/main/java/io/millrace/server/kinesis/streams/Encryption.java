package io.millrace.server.kinesis.streams;

/** The values of EncryptionType. There is no key ring here yet: every stream is unencrypted by the service. */
public final class Encryption {

    public static final String NONE = "NONE";
    public static final String KMS = "KMS";

    private Encryption() {}
}
