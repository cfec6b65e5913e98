package io.millrace.firehose.iceberg;

import io.millrace.firehose.destination.DestinationProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Which tables, and how they change.
 *
 * @param offsets what the tables' snapshots call the offsets that they have of the delivery stream
 * @param tables {@code DestinationTableConfigurationList}: those with unique keys, or the one that all records go to. Others may be named by records
 * @param appendOnly whether records only ever insert
 * @param create whether tables are made that are not there
 * @param evolve whether tables get columns that records have and they have not
 * @param retryDuration for how long a commit is tried
 */
public record IcebergSettings(
        String offsets,
        Map<TableIdentifier, DestinationProvider.Table> tables,
        boolean appendOnly,
        boolean create,
        boolean evolve,
        Duration retryDuration) {

    private static final DestinationProvider.Table PLAIN = new DestinationProvider.Table(List.of(), List.of());

    public IcebergSettings {
        tables = Map.copyOf(tables);
    }

    /** Where records go that name no table. */
    Optional<TableIdentifier> only() {
        return tables.size() == 1 ? Optional.of(tables.keySet().iterator().next()) : Optional.empty();
    }

    List<String> uniqueKeys(TableIdentifier table) {
        return tables.getOrDefault(table, PLAIN).uniqueKeys();
    }

    /** If it is made. */
    List<String> partitionedBy(TableIdentifier table) {
        return tables.getOrDefault(table, PLAIN).partitionedBy();
    }
}
