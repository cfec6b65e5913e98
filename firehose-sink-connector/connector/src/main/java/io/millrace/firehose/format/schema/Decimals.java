package io.millrace.firehose.format.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact numbers, from people who may send 1e999999999: nothing here makes digits before it knows how many. */
final class Decimals {

    /** Enough for every double that is written out. */
    private static final int LONGEST_TEXT = 1_100;

    private Decimals() {}

    static BigDecimal parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new NumberFormatException("too long");
        }
        return new BigDecimal(text);
    }

    /** The number with the type's scale, if it has a place for each of its digits. */
    static BigDecimal fit(ColumnType.Decimal type, BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        BigDecimal shortest = number.stripTrailingZeros();
        long digitsBeforePoint = (long) shortest.precision() - shortest.scale();
        if (shortest.scale() > type.scale() || digitsBeforePoint > type.precision() - type.scale()) {
            throw new ArithmeticException("does not fit");
        }
        return shortest.setScale(type.scale(), RoundingMode.UNNECESSARY);
    }

    static float finite(float value) {
        if (Float.isInfinite(value)) {
            throw new ArithmeticException("too large");
        }
        return value;
    }

    static double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("too large");
        }
        return value;
    }
}
