package io.millrace.dynamodb;

import io.debezium.config.EnumeratedValue;
import java.util.Locale;

/** How a change is written into a record's value. */
enum ValueLayout implements EnumeratedValue {
    DYNAMODB_JSON,
    STRUCT,
    KINESIS;

    @Override
    public String getValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
