package io.millrace.firehose.config;

import java.math.BigDecimal;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A number within limits that both belong to it. */
record Between(double least, double most) implements ConfigDef.Validator {

    static Between atLeast(double least) {
        return new Between(least, Double.POSITIVE_INFINITY);
    }

    boolean contains(double value) {
        return value >= least && value <= most;
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null && !contains(((Number) value).doubleValue())) {
            throw new ConfigException(key, value, "write " + this);
        }
    }

    @Override
    public String toString() {
        return Double.isInfinite(most) ? plain(least) + " or more" : plain(least) + " to " + plain(most);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
