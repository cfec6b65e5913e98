package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * When a request was signed, {@code 20150830T123600Z}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-date-handling.html">Handling dates</a>
 */
record RequestDate(Instant instant, String text) {

    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    /** A Date header may also be what HTTP says it is; the string to sign has the basic form of either. */
    static RequestDate parse(String date) {
        try {
            if (date.length() == 16 && date.charAt(8) == 'T') {
                return new RequestDate(parseBasic(date), date);
            }
            Instant instant = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            return new RequestDate(instant, format(instant));
        } catch (DateTimeException e) {
            throw AwsError.incompleteSignature("Date must be in ISO-8601 'basic format'. Got '" + date
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601")
                    .asException();
        }
    }

    /** By hand: every request has one, and a formatter costs more than the signature's HMAC. */
    private static Instant parseBasic(String date) {
        if (date.charAt(15) != 'Z') {
            throw new DateTimeException("no Z at the end");
        }
        return LocalDateTime.of(
                        number(date, 0, 4),
                        number(date, 4, 6),
                        number(date, 6, 8),
                        number(date, 9, 11),
                        number(date, 11, 13),
                        number(date, 13, 15))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String date, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = date.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit at " + i);
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static String format(Instant instant) {
        return BASIC.format(instant);
    }

    String day() {
        return text.substring(0, text.indexOf('T'));
    }
}
