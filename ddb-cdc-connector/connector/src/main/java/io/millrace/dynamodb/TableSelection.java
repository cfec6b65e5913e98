package io.millrace.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which tables are captured: their whole name matches, and they have all the tags.
 *
 * @param signals the table of signals, which is captured in any case
 */
record TableSelection(List<String> include, List<String> exclude, Map<String, String> tags, Optional<String> signals) {

    TableSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        tags = Map.copyOf(tags);
    }

    /** In the order of their names; tags are asked for only where a name matches. */
    List<String> of(List<String> tables, Function<String, Map<String, String>> tagsOf) {
        return tables.stream()
                .filter(table -> isOfSignals(table) || (isNamed(table) && hasTags(table, tagsOf)))
                .sorted()
                .toList();
    }

    private boolean isOfSignals(String table) {
        return signals.filter(table::equals).isPresent();
    }

    private boolean hasTags(String table, Function<String, Map<String, String>> tagsOf) {
        return tags.isEmpty() || tagsOf.apply(table).entrySet().containsAll(tags.entrySet());
    }

    private boolean isNamed(String table) {
        return (include.isEmpty() || matches(include, table)) && !matches(exclude, table);
    }

    private static boolean matches(List<String> expressions, String table) {
        return expressions.stream()
                .anyMatch(expression -> Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                        .matcher(table)
                        .matches());
    }
}
