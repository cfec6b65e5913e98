package io.millrace.dynamodb;

import io.debezium.config.EnumeratedValue;
import java.util.Locale;

/** What is done with a table that never had a stream. */
enum StreamlessMode implements EnumeratedValue {
    FAIL,
    SKIP;

    @Override
    public String getValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
