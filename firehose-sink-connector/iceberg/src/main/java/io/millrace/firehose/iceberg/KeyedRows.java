package io.millrace.firehose.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * What several records make of a table with unique keys, one after the other: rows that are added, and keys whose earlier rows go.
 *
 * <p>A delete by equality reaches rows of earlier snapshots only. So what a record does to those before it in the same snapshot is done here.
 */
final class KeyedRows {

    private final Schema columns;
    private final Schema keyColumns;
    private final List<Row> rows = new ArrayList<>();
    private final Map<List<Object>, Keyed> keyed = new LinkedHashMap<>();

    /** A row, which is taken back if a later record replaces it. */
    private static final class Row {
        private final Record values;
        private boolean dropped;

        private Row(Record values) {
            this.values = values;
        }
    }

    /** The rows of one key. */
    private static final class Keyed {
        private final Record key;
        private final List<Row> rows = new ArrayList<>(1);
        private boolean deleted;

        private Keyed(Record key) {
            this.key = key;
        }

        private void delete() {
            deleted = true;
            rows.forEach(row -> row.dropped = true);
            rows.clear();
        }
    }

    private KeyedRows(Schema columns, Schema keyColumns) {
        this.columns = columns;
        this.keyColumns = keyColumns;
    }

    static KeyedRows of(Table table, List<String> uniqueKeys) {
        Set<Integer> ids = new HashSet<>();
        for (String key : uniqueKeys) {
            Types.NestedField column = table.schema().findField(key);
            if (column == null || !column.type().isPrimitiveType()) {
                throw new IllegalStateException(
                        "The unique key " + key + " of " + table.name() + " is not a column of a simple type");
            }
            ids.add(column.fieldId());
        }
        if (TableUtil.formatVersion(table) < 2) {
            throw new IllegalStateException(
                    table.name() + " is of format version 1, which knows no deletes: upgrade it to 2");
        }
        return new KeyedRows(table.schema(), TypeUtil.select(table.schema(), ids));
    }

    void add(Operation operation, JsonNode object) throws RowException {
        Record key = key(object);
        Row row = operation == Operation.DELETE ? null : new Row(Cells.row(object, columns.asStruct(), ""));
        Keyed same = keyed.computeIfAbsent(values(key), any -> new Keyed(key));
        if (operation != Operation.INSERT) {
            same.delete();
        }
        if (row != null) {
            same.rows.add(row);
            rows.add(row);
        }
    }

    List<Record> added() {
        return rows.stream().filter(row -> !row.dropped).map(row -> row.values).toList();
    }

    Collection<Record> deletedKeys() {
        return keyed.values().stream()
                .filter(one -> one.deleted)
                .map(one -> one.key)
                .toList();
    }

    Schema keyColumns() {
        return keyColumns;
    }

    private Record key(JsonNode object) throws RowException {
        for (Types.NestedField column : keyColumns.columns()) {
            JsonNode value = object.get(column.name());
            if (value == null || value.isNull()) {
                throw new RowException(IcebergErrors.missingColumn("The record lacks the unique key " + column.name()));
            }
        }
        return Cells.row(object, keyColumns.asStruct(), "");
    }

    private static List<Object> values(Record key) {
        List<Object> values = new ArrayList<>(key.size());
        for (int i = 0; i < key.size(); i++) {
            values.add(((GenericRecord) key).get(i));
        }
        return values;
    }
}
