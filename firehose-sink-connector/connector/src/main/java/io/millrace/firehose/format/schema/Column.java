package io.millrace.firehose.format.schema;

/**
 * A column, a field of a struct, or what a list or map holds.
 *
 * @param nullable whether it may be null or missing
 */
public record Column(String name, ColumnType type, boolean nullable) {}
