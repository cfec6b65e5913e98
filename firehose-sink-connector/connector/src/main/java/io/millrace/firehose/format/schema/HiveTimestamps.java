package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.time.format.DateTimeFormat;
import org.joda.time.format.DateTimeFormatter;

/**
 * Dates and timestamps in formats that were declared, tried in their order, and after them in those of {@code java.sql.Timestamp.valueOf} and
 * {@code java.sql.Date.valueOf}. What names no zone is UTC.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_HiveJsonSerDe.html">HiveJsonSerDe</a>
 */
final class HiveTimestamps {

    private static final java.time.format.DateTimeFormatter DATE = Timestamps.strict("uuuu-M-d");

    @FunctionalInterface
    private interface Format {

        Optional<Instant> read(String text);
    }

    private final List<Format> formats = new ArrayList<>();

    /** @param patterns Joda's, or {@code millis} for milliseconds since 1970 */
    HiveTimestamps(List<String> patterns) {
        for (String pattern : patterns) {
            formats.add(pattern.equals("millis") ? HiveTimestamps::millis : joda(pattern));
        }
    }

    private static Format joda(String pattern) {
        DateTimeFormatter formatter;
        try {
            formatter = DateTimeFormat.forPattern(pattern).withZoneUTC();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + pattern + "\" is neither millis nor a pattern of Joda: " + e.getMessage(), e);
        }
        return text -> {
            try {
                return Optional.of(Instant.ofEpochMilli(formatter.parseMillis(text)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        };
    }

    private static Optional<Instant> millis(String text) {
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    Instant timestamp(JsonNode value) {
        String text = text(value);
        return declared(text)
                .orElseGet(() ->
                        LocalDateTime.parse(text, Timestamps.DATE_SPACE_TIME).toInstant(ZoneOffset.UTC));
    }

    LocalDate date(JsonNode value) {
        String text = text(value);
        return declared(text)
                .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC))
                .orElseGet(() -> LocalDate.parse(text, DATE));
    }

    private Optional<Instant> declared(String text) {
        for (Format format : formats) {
            Optional<Instant> found = format.read(text);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode value) {
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new DateTimeException("neither a string nor a whole number");
        }
        return value.asText();
    }
}
