package io.millrace.dynamodb;

import io.debezium.schema.DatabaseSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of a task's tables. */
final class TableSchemas implements DatabaseSchema<TableId> {

    private final Map<TableId, TableSchema> schemas = new LinkedHashMap<>();

    void add(TableSchema schema) {
        schemas.put(schema.id(), schema);
    }

    TableSchema of(String table) {
        TableSchema schema = schemas.get(new TableId(table));
        if (schema == null) {
            throw new IllegalStateException("the table " + table + " is not of this task");
        }
        return schema;
    }

    @Override
    public @Nullable TableSchema schemaFor(TableId id) {
        return schemas.get(id);
    }

    @Override
    public Collection<TableId> dataCollectionIds() {
        return schemas.keySet();
    }

    @Override
    public boolean tableInformationComplete() {
        return true;
    }

    @Override
    public boolean isHistorized() {
        return false;
    }

    @Override
    public void close() {}
}
