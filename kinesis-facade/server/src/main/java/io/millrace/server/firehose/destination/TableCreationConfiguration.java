package io.millrace.server.firehose.destination;

/** Whether tables are made that are not there. */
public record TableCreationConfiguration(Boolean enabled) {}
