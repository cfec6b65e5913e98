package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** What two readers of JSON may see differently: which key is which column, and what is a value of a type. */
public interface JsonRules {

    /** The key that the values of a column have, as {@link #key} spells it. */
    String keyOf(Column column);

    /** A key of a record, as keys are compared. */
    String key(String key);

    /** A key of a map, as it is written. */
    String mapKey(String key);

    /**
     * The Java value ({@link Row}) of what is neither null, a struct, a list nor a map.
     *
     * @throws RuntimeException one of java.lang's or java.time's, if it is not of that type
     */
    Object scalar(ColumnType type, JsonNode value);

    default RowReader bind(ColumnType.Struct table) {
        return new JsonRowReader(table, this);
    }
}
