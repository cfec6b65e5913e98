package io.millrace.firehose.metrics;

/** What is in a file. */
public enum FileUse {
    RECORDS,
    FAILED_RECORDS,
    BACKUP
}
