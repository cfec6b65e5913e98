package io.millrace.firehose.transform;

import java.util.Optional;

/**
 * {@code otfMetadata}: the table and the change that a function chose for a record.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record-different.html">Route records</a>
 */
public record TableRoute(Optional<String> database, Optional<String> table, Optional<Operation> operation) {

    public static final TableRoute NONE = new TableRoute(Optional.empty(), Optional.empty(), Optional.empty());

    public enum Operation {
        INSERT,
        UPDATE,
        DELETE
    }
}
