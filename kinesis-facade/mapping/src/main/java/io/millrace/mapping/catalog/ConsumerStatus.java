package io.millrace.mapping.catalog;

/** As DescribeStreamConsumer names it. */
public enum ConsumerStatus {
    CREATING,
    DELETING,
    ACTIVE
}
