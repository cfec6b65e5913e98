package io.millrace.server.firehose.destination;

/** Whether records are kept as they came. */
public enum S3BackupMode {
    Disabled,
    Enabled
}
