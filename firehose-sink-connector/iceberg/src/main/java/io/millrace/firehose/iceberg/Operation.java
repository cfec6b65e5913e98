package io.millrace.firehose.iceberg;

import java.util.Locale;

/** What is done with a record in its table. */
enum Operation {
    INSERT,
    UPDATE,
    DELETE;

    static Operation parse(String text) throws RowException {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RowException(IcebergErrors.operation("The operation is not insert, update or delete."));
        }
    }
}
