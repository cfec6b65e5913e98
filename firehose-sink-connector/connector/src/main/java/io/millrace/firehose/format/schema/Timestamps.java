package io.millrace.firehose.format.schema;

import io.millrace.firehose.format.schema.ColumnType.Timestamp.Unit;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Points in time as columns count them. What is finer than the unit is cut off, towards the past. */
final class Timestamps {

    /** {@code 2017-2-7 15:13:01.14}, with up to nine digits behind the point, or none. */
    static final DateTimeFormatter DATE_SPACE_TIME = new DateTimeFormatterBuilder()
            .append(strict("uuuu-M-d HH:mm:ss"))
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /** February has no 30th in it. */
    static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    static long in(Unit unit, Instant instant) {
        return switch (unit) {
            case MILLIS -> instant.toEpochMilli();
            case MICROS ->
                Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
        };
    }
}
