package io.millrace.server.firehose.destination;

/** What Splunk makes of a record. */
public enum HecEndpointType {
    Raw,
    Event
}
