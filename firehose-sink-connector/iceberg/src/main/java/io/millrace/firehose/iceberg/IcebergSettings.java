package io.millrace.firehose.iceberg;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Which tables, and how they change.
 *
 * @param stream whose offsets the tables' snapshots have
 * @param tables {@code DestinationTableConfigurationList}: those with unique keys, or the one that all records go to. Others may be named by records
 * @param appendOnly whether records only ever insert
 * @param retryDuration for how long a commit is tried
 */
public record IcebergSettings(
        String stream, Map<TableIdentifier, List<String>> tables, boolean appendOnly, Duration retryDuration) {

    public IcebergSettings {
        tables = Map.copyOf(tables);
    }

    /** Where records go that name no table. */
    Optional<TableIdentifier> only() {
        return tables.size() == 1 ? Optional.of(tables.keySet().iterator().next()) : Optional.empty();
    }

    List<String> uniqueKeys(TableIdentifier table) {
        return tables.getOrDefault(table, List.of());
    }
}
