package io.millrace.mapping.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * How long records can be read.
 *
 * @param hours 24 to 8760
 * @param trimmedBefore records older than this were past retention once; they stay unreadable when retention grows again,
 *     although Kafka may still hold their segment
 */
public record Retention(int hours, Instant trimmedBefore) {

    public static Retention ofHours(int hours) {
        return new Retention(hours, Instant.EPOCH);
    }

    /** The trim horizon: nothing older is returned. */
    public Instant horizon(Instant now) {
        Instant byAge = now.minus(duration());
        return byAge.isAfter(trimmedBefore) ? byAge : trimmedBefore;
    }

    public Retention changedTo(int newHours, Instant now) {
        Duration shorter = Duration.ofHours(Math.min(hours, newHours));
        Instant trimmed = now.minus(shorter);
        return new Retention(newHours, trimmed.isAfter(trimmedBefore) ? trimmed : trimmedBefore);
    }

    public Duration duration() {
        return Duration.ofHours(hours);
    }
}
