package io.millrace.mapping.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * How long records can be read.
 *
 * @param hours {@value #MIN_HOURS} to {@value #MAX_HOURS}
 * @param trimmedBefore records older than this were past retention once; they stay unreadable when retention grows again,
 *     although Kafka may still hold their segment
 */
public record Retention(int hours, Instant trimmedBefore) {

    public static final int MIN_HOURS = 24;

    /** A year. */
    public static final int MAX_HOURS = 8760;

    public static Retention ofHours(int hours) {
        return new Retention(hours, Instant.EPOCH);
    }

    /** The trim horizon: nothing older is returned. */
    public Instant horizon(Instant now) {
        return trimmedAt(now, hours);
    }

    public Retention changedTo(int newHours, Instant now) {
        return new Retention(newHours, trimmedAt(now, Math.min(hours, newHours)));
    }

    private Instant trimmedAt(Instant now, int byHours) {
        Instant byAge = now.minus(Duration.ofHours(byHours));
        return byAge.isAfter(trimmedBefore) ? byAge : trimmedBefore;
    }

    public Duration duration() {
        return Duration.ofHours(hours);
    }
}
