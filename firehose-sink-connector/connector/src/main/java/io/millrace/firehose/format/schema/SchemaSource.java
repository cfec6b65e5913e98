package io.millrace.firehose.format.schema;

/** Where a table's schema comes from. */
@FunctionalInterface
public interface SchemaSource {

    /** The schema for a file that begins now. Does not wait: a source that asks somebody keeps what it was told last. */
    ColumnType.Struct current();
}
