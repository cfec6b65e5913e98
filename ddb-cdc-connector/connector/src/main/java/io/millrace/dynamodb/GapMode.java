package io.millrace.dynamodb;

import io.debezium.config.EnumeratedValue;
import java.util.Locale;

/** What is done when changes can no longer be read. */
enum GapMode implements EnumeratedValue {
    FAIL,
    SNAPSHOT,
    CONTINUE;

    @Override
    public String getValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
