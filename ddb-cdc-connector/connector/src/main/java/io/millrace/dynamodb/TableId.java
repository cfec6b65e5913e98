package io.millrace.dynamodb;

import io.debezium.spi.schema.DataCollectionId;
import java.util.List;

/** A table, for topics' names. */
record TableId(String table) implements DataCollectionId {

    @Override
    public String identifier() {
        return table;
    }

    @Override
    public List<String> parts() {
        return List.of(table);
    }

    @Override
    public List<String> databaseParts() {
        return List.of(table);
    }

    @Override
    public List<String> schemaParts() {
        return List.of(table);
    }

    @Override
    public String toString() {
        return table;
    }
}
