package io.millrace.firehose.destination.splunk;

/** What the collector takes records for. */
public enum HecEndpointType {
    /** Bytes, which it breaks into events by its own rules. */
    RAW("/services/collector/raw", "text/plain"),
    /** JSON objects, each an event with its metadata. */
    EVENT("/services/collector/event", "application/json");

    private final String path;
    private final String contentType;

    HecEndpointType(String path, String contentType) {
        this.path = path;
        this.contentType = contentType;
    }

    String path() {
        return path;
    }

    String contentType() {
        return contentType;
    }
}
