package io.millrace.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Refuses keys that no record has, and names the one that was probably meant. */
final class ConfigKeys {

    private ConfigKeys() {}

    static void check(Class<? extends Record> type, ObjectNode tree) {
        check(type, tree, "");
    }

    private static void check(Class<?> type, ObjectNode tree, String prefix) {
        tree.properties().forEach(entry -> {
            String path = prefix + entry.getKey();
            RecordComponent component = Arrays.stream(type.getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> unknown(type, prefix, entry.getKey()));
            if (isRoom(component)) {
                check(component.getType(), room(path, entry.getValue()), path + ".");
            }
        });
    }

    static boolean isRoom(RecordComponent component) {
        return component.getType().isRecord() && component.getType() != ByteSize.class;
    }

    private static ObjectNode room(String path, JsonNode node) {
        if (node instanceof ObjectNode room) {
            return room;
        }
        if (node.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw ConfigException.at(path, "is a group of settings, not a value");
    }

    private static ConfigException unknown(Class<?> type, String prefix, String key) {
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        String nearest = names.stream()
                .min(Comparator.comparingInt(
                        name -> distance(name.toLowerCase(Locale.ROOT), key.toLowerCase(Locale.ROOT))))
                .orElseThrow();
        return ConfigException.at(
                prefix + key,
                "there is no such setting; did you mean " + prefix + nearest + "? (known here: "
                        + String.join(", ", names) + ")");
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
