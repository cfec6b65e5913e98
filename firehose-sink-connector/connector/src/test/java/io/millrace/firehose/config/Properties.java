package io.millrace.firehose.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** @param more keys and values, one after the other */
    static String[] and(String[] properties, String... more) {
        return Stream.concat(Stream.of(properties), Stream.of(more)).toArray(String[]::new);
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

    /** One fault, at this key, that says this. */
    static void refused(String key, String says, String... properties) {
        assertThat(faults(properties))
                .containsOnlyKeys(key)
                .hasEntrySatisfying(
                        key,
                        messages -> assertThat(messages)
                                .singleElement()
                                .asString()
                                .contains(key)
                                .contains(says));
    }

    static void accepted(String... properties) {
        assertThat(faults(properties)).isEmpty();
    }
}
