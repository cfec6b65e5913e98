package io.millrace.server.firehose.connector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Properties of a connector while they are gathered. What is empty is left to the connector's own default. */
final class Properties {

    private final Map<String, String> all = new LinkedHashMap<>();

    Properties put(String key, Object value) {
        String text = value.toString();
        if (!text.isEmpty()) {
            all.put(key, text);
        }
        return this;
    }

    Properties put(String key, Optional<?> value) {
        value.ifPresent(present -> put(key, present));
        return this;
    }

    boolean has(String key) {
        return all.containsKey(key);
    }

    Map<String, String> finished() {
        return Map.copyOf(all);
    }
}
