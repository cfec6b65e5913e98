package io.millrace.firehose.iceberg;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.types.Types;

/**
 * Finds the partition spec that deletes by equality are written by.
 *
 * <p>Such a delete reaches the rows of its own spec and partition, except that one without partitions reaches all rows of the table. So where a
 * key does not say in which partition its rows are, the delete has none. A table knows the specs that its files may be of; one without
 * partitions is added to them if it lacks, and is not the one that new rows are written by.
 *
 * @see <a href="https://iceberg.apache.org/spec/#scan-planning">Scan planning</a>
 */
final class DeleteReach {

    private DeleteReach() {}

    static PartitionSpec of(Table table, Schema keyColumns) {
        if (table.specs().size() == 1 && isOfKeys(table.spec(), keyColumns)) {
            return table.spec();
        }
        return table.specs().values().stream()
                .filter(PartitionSpec::isUnpartitioned)
                .findFirst()
                .orElseGet(() -> added(table));
    }

    private static boolean isOfKeys(PartitionSpec spec, Schema keyColumns) {
        Set<Integer> keys =
                keyColumns.columns().stream().map(Types.NestedField::fieldId).collect(Collectors.toSet());
        return spec.fields().stream().allMatch(field -> keys.contains(field.sourceId()));
    }

    private static PartitionSpec added(Table table) {
        UpdatePartitionSpec update = table.updateSpec();
        table.spec().fields().forEach(field -> update.removeField(field.name()));
        update.addNonDefaultSpec().commit();
        return table.specs().values().stream()
                .filter(PartitionSpec::isUnpartitioned)
                .findFirst()
                .orElseThrow();
    }
}
