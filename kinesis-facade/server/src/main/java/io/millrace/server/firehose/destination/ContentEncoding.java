package io.millrace.server.firehose.destination;

/** How bodies of requests are compressed. */
public enum ContentEncoding {
    NONE,
    GZIP
}
