package io.millrace.firehose.format.schema;

import org.jspecify.annotations.Nullable;

/**
 * A struct's values, in the order of its columns: Boolean, Integer, Long, Float, Double, String, byte[]; a date as Integer, the days since 1970;
 * a timestamp as Long, in its unit since 1970; a decimal as BigDecimal of its column's scale; Row, List, Map.
 *
 * @param values not copied, and not to be changed
 */
public record Row(@Nullable Object[] values) {

    public @Nullable Object get(int column) {
        return values[column];
    }
}
