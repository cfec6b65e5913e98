package io.millrace.firehose.config;

/** How often a record may be seen in the destination. */
public enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
}
