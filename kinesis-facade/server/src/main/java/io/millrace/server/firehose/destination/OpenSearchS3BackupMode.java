package io.millrace.server.firehose.destination;

/** Which records are kept in the bucket. */
public enum OpenSearchS3BackupMode {
    FailedDocumentsOnly,
    AllDocuments
}
