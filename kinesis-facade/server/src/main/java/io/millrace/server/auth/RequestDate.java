package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.time.DateTimeException;
import java.time.Instant;
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
            boolean basic = date.length() == 16 && date.charAt(8) == 'T';
            Instant instant = (basic ? BASIC : DateTimeFormatter.RFC_1123_DATE_TIME).parse(date, Instant::from);
            return new RequestDate(instant, basic ? date : format(instant));
        } catch (DateTimeException e) {
            throw AwsError.incompleteSignature("Date must be in ISO-8601 'basic format'. Got '" + date
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601")
                    .asException();
        }
    }

    static String format(Instant instant) {
        return BASIC.format(instant);
    }

    String day() {
        return text.substring(0, text.indexOf('T'));
    }
}
