package io.millrace.server.firehose.destination;

/** How objects are compressed. */
public enum CompressionFormat {
    UNCOMPRESSED,
    GZIP,
    ZIP,
    Snappy,
    HADOOP_SNAPPY
}
