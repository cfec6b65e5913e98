package io.millrace.mapping.catalog;

/** Who decides the number of shards: the owner of the stream, or Millrace by what it measures. */
public enum StreamMode {
    PROVISIONED,
    ON_DEMAND
}
