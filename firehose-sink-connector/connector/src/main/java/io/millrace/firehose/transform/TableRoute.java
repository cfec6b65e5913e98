package io.millrace.firehose.transform;

import io.millrace.firehose.record.DeliveryRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code otfMetadata}: the table and the change that a function chose for a record.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record-different.html">Route records</a>
 */
public record TableRoute(Optional<String> database, Optional<String> table, Optional<Operation> operation) {

    public static final TableRoute NONE = new TableRoute(Optional.empty(), Optional.empty(), Optional.empty());

    /** The record with this among its keys, by the names that jq gives them too. */
    public DeliveryRecord onto(DeliveryRecord record) {
        if (equals(NONE)) {
            return record;
        }
        Map<String, String> keys = new HashMap<>(record.transformKeys());
        database.ifPresent(name -> keys.put("destinationDatabaseName", name));
        table.ifPresent(name -> keys.put("destinationTableName", name));
        operation.ifPresent(wanted -> keys.put("operation", wanted.name()));
        return record.withTransformKeys(keys);
    }

    public enum Operation {
        INSERT,
        UPDATE,
        DELETE
    }
}
