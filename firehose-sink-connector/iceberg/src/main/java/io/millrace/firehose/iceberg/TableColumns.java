package io.millrace.firehose.iceberg;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables and columns that are made as records need them. All columns may be null. */
final class TableColumns {

    private static final Logger LOG = LoggerFactory.getLogger(TableColumns.class);

    private TableColumns() {}

    /** Nothing if no column can be told from the records. */
    static Optional<Table> create(
            Catalog catalog, TableIdentifier name, JsonShape.Struct shape, List<String> partitionedBy) {
        if (shape.fields().isEmpty()) {
            return Optional.empty();
        }
        Schema columns = new Schema(
                shape.type(new AtomicInteger()::incrementAndGet).asStructType().fields());
        PartitionSpec.Builder partitions = PartitionSpec.builderFor(columns);
        partitionedBy.forEach(partitions::identity);
        try {
            if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(name.namespace())) {
                namespaces.createNamespace(name.namespace());
            }
            Table made =
                    catalog.createTable(name, columns, partitions.build(), Map.of(TableProperties.FORMAT_VERSION, "2"));
            LOG.atInfo().addKeyValue("table", name).log("The table was not there, and is made");
            return Optional.of(made);
        } catch (AlreadyExistsException e) {
            return Optional.of(catalog.loadTable(name)); // somebody else was faster
        }
    }

    /** What the table lacks of what records have. */
    static void add(Table table, JsonShape.Struct shape) {
        UpdateSchema update = table.updateSchema();
        int added = add(update, null, table.schema().asStruct(), shape);
        if (added > 0) {
            update.commit();
            LOG.atInfo()
                    .addKeyValue("table", table.name())
                    .addKeyValue("columns", added)
                    .log("Columns are added that records have");
        }
    }

    private static int add(
            UpdateSchema update, @Nullable String path, Type.NestedType columns, JsonShape.Struct shape) {
        int added = 0;
        for (Map.Entry<String, JsonShape> field : shape.fields().entrySet()) {
            String name = field.getKey();
            String below = path == null ? name : path + "." + name;
            var column = columns.asStructType().field(name);
            if (column == null) {
                update.addColumn(path, name, field.getValue().type(new AtomicInteger()::incrementAndGet));
                added++;
            } else if (column.type().isStructType() && field.getValue() instanceof JsonShape.Struct inner) {
                added += add(update, below, column.type().asStructType(), inner);
            } else if (column.type().isListType()
                    && column.type().asListType().elementType().isStructType()
                    && field.getValue() instanceof JsonShape.Many many
                    && many.element() instanceof JsonShape.Struct inner) {
                added += add(
                        update,
                        below + ".element",
                        column.type().asListType().elementType().asStructType(),
                        inner);
            }
        }
        return added;
    }
}
