package io.millrace.firehose.iceberg;

import io.millrace.firehose.record.DeliveryRecord;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Finds a record's table and operation: those that the transform gave ({@code otfMetadata}), or else jq, or else the only table and an insert.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record-different.html">Route records</a>
 */
final class TableRouter {

    private static final String DATABASE = "destinationDatabaseName";
    private static final String TABLE = "destinationTableName";
    private static final String OPERATION = "operation";

    private final IcebergSettings settings;

    TableRouter(IcebergSettings settings) {
        this.settings = settings;
    }

    TableIdentifier table(DeliveryRecord record) throws RowException {
        Optional<String> database = find(record, DATABASE)
                .or(() -> settings.only().map(only -> only.namespace().toString()));
        Optional<String> table = find(record, TABLE).or(() -> settings.only().map(TableIdentifier::name));
        if (database.isEmpty() || table.isEmpty()) {
            throw new RowException(IcebergErrors.noTable());
        }
        return TableIdentifier.of(database.get(), table.get());
    }

    Operation operation(DeliveryRecord record, TableIdentifier table) throws RowException {
        Optional<String> named = find(record, OPERATION);
        Operation operation = named.isPresent() ? Operation.parse(named.get()) : Operation.INSERT;
        if (operation == Operation.INSERT) {
            return operation;
        }
        if (settings.appendOnly()) {
            throw new RowException(IcebergErrors.operation("The tables of this delivery stream are append-only."));
        }
        if (settings.uniqueKeys(table).isEmpty()) {
            throw new RowException(IcebergErrors.operation("The table " + table + " has no unique keys."));
        }
        return operation;
    }

    private static Optional<String> find(DeliveryRecord record, String key) {
        String given = record.transformKeys().get(key);
        String found = given == null ? record.queryKeys().get(key) : given;
        return found == null || found.isBlank() ? Optional.empty() : Optional.of(found);
    }
}
