package io.millrace.firehose.format.schema;

import java.util.List;

/** What a column holds; {@link Row} says as which Java values. */
public sealed interface ColumnType {

    enum Scalar implements ColumnType {
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        STRING,
        BINARY,
        DATE
    }

    /**
     * A point in time.
     *
     * @param utc false for what a clock on a wall shows, wherever that wall is
     */
    record Timestamp(Unit unit, boolean utc) implements ColumnType {

        public enum Unit {
            MILLIS,
            MICROS
        }
    }

    /**
     * An exact number.
     *
     * @param precision all its digits, up to 38
     * @param scale those of them that stand behind the point
     */
    record Decimal(int precision, int scale) implements ColumnType {

        private static final int MOST_DIGITS = 38;

        public Decimal {
            if (precision < 1 || precision > MOST_DIGITS || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
            }
        }
    }

    record Struct(List<Column> columns) implements ColumnType {

        public Struct {
            columns = List.copyOf(columns);
        }
    }

    record ListOf(Column element) implements ColumnType {}

    /** Its keys are strings. */
    record MapOf(Column value) implements ColumnType {}
}
