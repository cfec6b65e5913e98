package io.millrace.firehose.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/** The least that a connector needs, and what a test adds to it. */
final class Properties {

    private Properties() {}

    /** @param more keys and values, one after the other */
    static Map<String, String> with(String... more) {
        Map<String, String> all = new HashMap<>(Map.of("name", "orders", "s3.bucket", "data"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    static FirehoseConfig read(String... more) {
        return FirehoseConfig.of(with(more));
    }

    /** What is wrong, by the key at fault. */
    static Map<String, List<String>> faults(String... more) {
        return faults(with(more));
    }

    static Map<String, List<String>> faults(Map<String, String> properties) {
        return FirehoseConfig.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
