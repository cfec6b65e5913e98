package io.millrace.server.firehose.destination;

/** Says that objects are not encrypted. */
public enum NoEncryptionConfig {
    NoEncryption
}
