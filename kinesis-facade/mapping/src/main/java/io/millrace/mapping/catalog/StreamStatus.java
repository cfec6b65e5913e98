package io.millrace.mapping.catalog;

/** As DescribeStream names it. */
public enum StreamStatus {
    CREATING,
    DELETING,
    ACTIVE,
    UPDATING
}
