package io.millrace.firehose.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A list of {@code name=value}. */
record Pairs() implements ConfigDef.Validator {

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value instanceof List<?> list) {
            try {
                Texts.pairs(list.stream().map(String::valueOf).toList());
            } catch (IllegalArgumentException e) {
                throw new ConfigException(key + ": " + e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return "name=value,name=value";
    }
}
