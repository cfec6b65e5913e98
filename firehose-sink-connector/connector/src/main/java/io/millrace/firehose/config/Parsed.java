package io.millrace.firehose.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A text that a parser understands.
 *
 * @param form as the reference says it
 * @param instead what to write, if it is not understood; empty if the parser says so itself
 */
record Parsed(String form, String instead, Parser parser) implements ConfigDef.Validator {

    /** Throws what it likes. */
    interface Parser {
        Object parse(String text);
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        String text = value == null ? "" : value.toString().strip();
        if (text.isEmpty()) {
            return;
        }
        try {
            parser.parse(text);
        } catch (RuntimeException e) {
            throw new ConfigException(key, value, instead.isEmpty() ? e.getMessage() : instead);
        }
    }

    @Override
    public String toString() {
        return form;
    }
}
