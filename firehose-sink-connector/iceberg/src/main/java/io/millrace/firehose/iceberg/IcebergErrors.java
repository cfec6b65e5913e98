package io.millrace.firehose.iceberg;

import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;

/** What error records say. {@code MissingColumnWithinRecord} is the service's; it does not publish the others. */
final class IcebergErrors {

    private IcebergErrors() {}

    static Failure malformedJson(String detail) {
        return failure("Iceberg.MalformedJson", "A record must be a single JSON object in UTF-8: " + detail);
    }

    static Failure missingColumn(String detail) {
        return failure("Iceberg.MissingColumnWithinRecord", detail);
    }

    static Failure mismatch(String detail) {
        return failure("Iceberg.DataTypeMismatch", detail);
    }

    static Failure noTable() {
        return failure(
                "Iceberg.MissingTable",
                "The record names no table, and there is not exactly one table configured: have a jq query or the transform"
                        + " give destinationDatabaseName and destinationTableName.");
    }

    static Failure noSuchTable(String table) {
        return failure("Iceberg.NoSuchTable", "The table " + table + " does not exist. Create it first.");
    }

    static Failure operation(String detail) {
        return failure("Iceberg.InvalidOperation", detail);
    }

    static Failure commit(String detail) {
        return failure("Iceberg.CommitFailed", "The records could not be committed to the table: " + detail);
    }

    private static Failure failure(String code, String message) {
        return new Failure(ErrorType.ICEBERG_FAILED, code, message);
    }
}
