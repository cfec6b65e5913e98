package io.millrace.firehose.format.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The timestamps that the guide lists: {@code 2017-02-07T15:13:01.39256Z}, {@code 2017-2-7 15:13:01.14}, 1486480381 (seconds),
 * 1486480381123 (milliseconds), 1486480381.123 (seconds); the numbers also as strings. All are UTC.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/choose-deserializer.html">Choosing the JSON deserializer</a>
 */
final class OpenXTimestamps {

    /** Seconds reach it in the year 5138, milliseconds had it in 1973. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    /** The last of the year 9999. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(253_402_300_800L);

    private static final int NANO_DIGITS = 9;

    private static final int MOST_DIGITS_OF_A_SECOND = 1_100;

    private OpenXTimestamps() {}

    static Instant parse(JsonNode value) {
        if (value.isNumber()) {
            return epoch(value.decimalValue(), value.isIntegralNumber());
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("not a timestamp");
        }
        String text = value.textValue();
        if (text.indexOf(':') < 0) {
            BigDecimal number = Decimals.parse(text);
            return epoch(number, text.chars().allMatch(c -> c == '-' || Character.isDigit(c)));
        }
        return text.indexOf('T') < 0
                ? LocalDateTime.parse(text, Timestamps.DATE_SPACE_TIME).toInstant(ZoneOffset.UTC)
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    private static Instant epoch(BigDecimal number, boolean integral) {
        if (integral && number.abs().compareTo(FIRST_MILLIS) >= 0) {
            return Instant.ofEpochMilli(number.longValueExact());
        }
        if (number.abs().compareTo(MOST_SECONDS) >= 0) {
            throw new ArithmeticException("too far away");
        }
        if (number.stripTrailingZeros().scale() > MOST_DIGITS_OF_A_SECOND) {
            throw new ArithmeticException("too fine");
        }
        BigDecimal seconds = number.setScale(0, RoundingMode.FLOOR);
        int nanos = number.subtract(seconds).movePointRight(NANO_DIGITS).intValue();
        return Instant.ofEpochSecond(seconds.longValueExact(), nanos);
    }
}
