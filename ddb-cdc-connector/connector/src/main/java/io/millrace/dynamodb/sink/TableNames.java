package io.millrace.dynamodb.sink;

import java.util.Map;

/**
 * Which table a topic's changes are written to.
 *
 * @param format a table's name, with {@code ${topic}} and {@code ${table}}, the source's, in it
 * @param mapped tables of topics that have another
 */
record TableNames(String format, Map<String, String> mapped) {

    static final String TOPIC = "${topic}";
    static final String TABLE = "${table}";

    TableNames {
        mapped = Map.copyOf(mapped);
    }

    /** Whether a topic's table is not known until there is a record. */
    boolean needsTable(String topic) {
        return !mapped.containsKey(topic) && format.contains(TABLE);
    }

    String of(String topic, String sourceTable) {
        String named = mapped.get(topic);
        return named != null ? named : format.replace(TOPIC, topic).replace(TABLE, sourceTable);
    }
}
