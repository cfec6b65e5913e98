package io.millrace.server.firehose.destination;

/** A structure that is not looked into: what it asks for is not there. */
public record Unsupported() {}
