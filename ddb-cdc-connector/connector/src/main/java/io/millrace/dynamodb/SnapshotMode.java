package io.millrace.dynamodb;

import io.debezium.config.EnumeratedValue;
import java.util.Locale;

/** Debezium's snapshot modes. */
enum SnapshotMode implements EnumeratedValue {
    INITIAL,
    INITIAL_ONLY,
    NO_DATA,
    ALWAYS,
    WHEN_NEEDED,
    CONFIGURATION_BASED,
    CUSTOM;

    @Override
    public String getValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
