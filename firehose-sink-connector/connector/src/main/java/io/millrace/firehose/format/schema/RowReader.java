package io.millrace.firehose.format.schema;

import java.util.List;

/** Reads records as rows of one table. Keeps nothing of them. */
@FunctionalInterface
public interface RowReader {

    /** All rows of a record, or none of them. */
    List<Row> read(byte[] data) throws ConversionException;
}
