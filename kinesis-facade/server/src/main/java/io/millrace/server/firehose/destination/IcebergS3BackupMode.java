package io.millrace.server.firehose.destination;

/** Which records are kept in the bucket. */
public enum IcebergS3BackupMode {
    FailedDataOnly,
    AllData
}
