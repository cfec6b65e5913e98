package io.millrace.firehose.destination.opensearch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.WeekFields;
import java.util.Locale;

/**
 * {@code IndexRotationPeriod}: what of a record's arrival is in the name of its index, in UTC.
 *
 * <p>Weeks are those of the United States: they begin on Sunday, and a year's first is the one with its first Saturday. The guide says so,
 * and yet has an example (2016-02-25 in w08) that its rule does not give; we keep the rule.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/es-index-rotation.html">Index rotation</a>
 */
public enum IndexRotation {
    NO_ROTATION("NoRotation", new DateTimeFormatterBuilder()),
    ONE_HOUR("OneHour", new DateTimeFormatterBuilder().appendPattern("-yyyy-MM-dd-HH")),
    ONE_DAY("OneDay", new DateTimeFormatterBuilder().appendPattern("-yyyy-MM-dd")),
    ONE_WEEK(
            "OneWeek",
            new DateTimeFormatterBuilder()
                    .appendLiteral('-')
                    .appendValue(WeekFields.SUNDAY_START.weekBasedYear(), 4)
                    .appendLiteral("-w")
                    .appendValue(WeekFields.SUNDAY_START.weekOfWeekBasedYear(), 2)),
    ONE_MONTH("OneMonth", new DateTimeFormatterBuilder().appendPattern("-yyyy-MM"));

    private final String wireName;
    private final DateTimeFormatter suffix;

    IndexRotation(String wireName, DateTimeFormatterBuilder suffix) {
        this.wireName = wireName;
        this.suffix = suffix.toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** As the service's API spells it. */
    public String wireName() {
        return wireName;
    }

    public String indexOf(String name, Instant arrival) {
        return name + suffix.format(arrival);
    }
}
