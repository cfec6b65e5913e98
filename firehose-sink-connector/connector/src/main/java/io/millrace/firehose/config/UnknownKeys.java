package io.millrace.firehose.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/** Keys that look like ours and are not: a typing error that were ignored would be worse. Keys of Connect's begin otherwise. */
final class UnknownKeys {

    private UnknownKeys() {}

    static List<ConfigValue> in(Map<String, String> properties, Set<String> known) {
        Set<String> ours = known.stream().map(UnknownKeys::family).collect(Collectors.toSet());
        return properties.keySet().stream()
                .filter(key -> !known.contains(key) && ours.contains(family(key)) && !isOthers(key))
                .sorted()
                .map(key -> new ConfigValue(key, null, List.of(), List.of(message(key, known))))
                .toList();
    }

    /** Whether what it says is handed on as it is. */
    private static boolean isOthers(String key) {
        return key.startsWith(IcebergOptions.CATALOG) || key.startsWith(KinesisOptions.CLIENT);
    }

    private static String message(String key, Set<String> known) {
        String nearest = known.stream()
                .sorted()
                .min(Comparator.comparingInt(other -> distance(key, other)))
                .orElseThrow();
        return key + ": there is no such key: write " + nearest + ", or leave it out";
    }

    private static String family(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** How many characters must be put in, left out or changed (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
