package io.millrace.firehose.destination.http;

/** How the bodies of requests are sent. */
public enum ContentEncoding {
    NONE,
    GZIP
}
