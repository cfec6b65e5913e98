package io.millrace.server.firehose.destination;

/** Whether tables get the columns that records have. */
public record SchemaEvolutionConfiguration(Boolean enabled) {}
