package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.time.Instant;

/**
 * For how long a signature is good: around its date as far as clocks may differ, or, presigned, for as long as it says.
 *
 * <p>SDKs read the server's clock from the Date header of the refusal, set their own by it, and sign again.
 *
 * @param clockSkew five minutes in the service
 */
record SignatureLifetime(Duration clockSkew) {

    private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();

    SignatureLifetime {
        if (clockSkew.isNegative() || clockSkew.isZero()) {
            throw new IllegalArgumentException("the clock skew must be positive, not " + clockSkew);
        }
    }

    void check(Authorization authorization, RequestDate date, Instant now) {
        Duration lifetime =
                authorization.expires().map(SignatureLifetime::parseExpires).orElse(clockSkew);
        Instant earliest = now.minus(lifetime);
        if (date.instant().isBefore(earliest)) {
            throw AwsError.invalidSignature("Signature expired: " + date.text() + " is now earlier than "
                            + RequestDate.format(earliest) + " (" + RequestDate.format(now) + " - " + text(lifetime)
                            + ")")
                    .asException();
        }
        Instant latest = now.plus(clockSkew);
        if (date.instant().isAfter(latest)) {
            throw AwsError.invalidSignature("Signature not yet current: " + date.text() + " is still later than "
                            + RequestDate.format(latest) + " (" + RequestDate.format(now) + " + " + text(clockSkew)
                            + ")")
                    .asException();
        }
    }

    private static Duration parseExpires(String expires) {
        long seconds;
        try {
            seconds = Long.parseLong(expires);
        } catch (NumberFormatException e) {
            throw AwsError.incompleteSignature("X-Amz-Expires should be a number")
                    .asException();
        }
        if (seconds < 0) {
            throw AwsError.incompleteSignature("X-Amz-Expires must be non-negative")
                    .asException();
        }
        if (seconds > WEEK_SECONDS) {
            throw AwsError.incompleteSignature("X-Amz-Expires must be less than a week (in seconds); that is, the given"
                            + " X-Amz-Expires must be less than 604800 seconds")
                    .asException();
        }
        return Duration.ofSeconds(seconds);
    }

    private static String text(Duration duration) {
        return duration.toSecondsPart() == 0 ? duration.toMinutes() + " min." : duration.toSeconds() + " sec.";
    }
}
