package io.millrace.firehose.config;

/** The kinds of places that records go to. */
enum DestinationType {
    S3,
    HTTP,
    OPENSEARCH,
    SPLUNK,
    ICEBERG
}
