package io.millrace.server.dynamodbstreams.streams;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose topic is whose: {@code <prefix>.<table>}, as the change capture names them. */
public final class TableTopics {

    private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    /** The longest first: of {@code a} and {@code a.b}, a topic {@code a.b.orders} is the latter's. */
    private final List<String> prefixes;

    public TableTopics(List<String> prefixes) {
        this.prefixes = prefixes.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public boolean isTable(String topic) {
        return table(topic).isPresent();
    }

    /** The table whose changes the topic has; empty if it has no table's. */
    Optional<String> table(String topic) {
        return prefixes.stream()
                .filter(prefix -> topic.startsWith(prefix + "."))
                .findFirst()
                .map(prefix -> topic.substring(prefix.length() + 1))
                .filter(table -> TABLE.matcher(table).matches());
    }

    /** The topics that may have a table's changes. */
    List<String> topics(String table) {
        return prefixes.stream()
                .map(prefix -> prefix + "." + table)
                .filter(topic -> table(topic).filter(table::equals).isPresent())
                .toList();
    }
}
