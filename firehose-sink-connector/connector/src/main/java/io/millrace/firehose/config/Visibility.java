package io.millrace.firehose.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/**
 * When a form shows a key, and the values it offers.
 *
 * @param parents keys, and the words one of which each must have
 */
record Visibility(Map<String, Set<String>> parents, List<String> offered) implements ConfigDef.Recommender {

    @Override
    public List<Object> validValues(String key, Map<String, Object> parsed) {
        return List.copyOf(offered);
    }

    @Override
    public boolean visible(String key, Map<String, Object> parsed) {
        return parents.entrySet().stream().allMatch(parent -> {
            Object value = parsed.get(parent.getKey());
            return value == null || parent.getValue().stream().anyMatch(value.toString()::equalsIgnoreCase);
        });
    }
}
