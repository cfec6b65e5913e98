package io.millrace.firehose.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which keys a query makes, as far as its text shows: of one that is an object from its first to its last character, as all of the guide's are.
 * What is harder to see (computed keys, interpolated strings, comments) is left to the records to show.
 */
final class DeclaredKeys {

    private static final Pattern ENTRY =
            Pattern.compile("\\s*(?:\\$?([A-Za-z_]\\w*)|\"([^\"\\\\]*)\")\\s*(?::.*)?", Pattern.DOTALL);

    private DeclaredKeys() {}

    static Optional<Set<String>> of(String query) {
        return entries(query.strip()).flatMap(entries -> {
            Set<String> keys = new HashSet<>();
            for (String entry : entries) {
                Matcher key = ENTRY.matcher(entry);
                if (!key.matches()) {
                    return Optional.empty();
                }
                keys.add(key.group(1) != null ? key.group(1) : key.group(2));
            }
            return Optional.of(keys);
        });
    }

    /** What is between the commas of the object, if the query is one. */
    private static Optional<List<String>> entries(String query) {
        if (!query.startsWith("{") || query.contains("#") || query.contains("\\(")) {
            return Optional.empty();
        }
        List<String> entries = new ArrayList<>();
        int depth = 0;
        int start = 1;
        for (int at = 0; at < query.length(); at++) {
            switch (query.charAt(at)) {
                case '"' -> at = endOfString(query, at);
                case '{', '[', '(' -> depth++;
                case '}', ']', ')' -> depth--;
                case ',' -> {
                    if (depth == 1) {
                        entries.add(query.substring(start, at));
                        start = at + 1;
                    }
                }
                default -> {}
            }
            if (depth == 0) {
                entries.add(query.substring(start, at));
                return at == query.length() - 1 ? Optional.of(entries) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static int endOfString(String query, int quote) {
        int at = quote + 1;
        while (at < query.length() && query.charAt(at) != '"') {
            at += query.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
