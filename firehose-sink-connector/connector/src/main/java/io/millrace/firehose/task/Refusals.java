package io.millrace.firehose.task;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store refused: a right that was taken away may come back, so it is tried again, but not for ever. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Duration patience;
    private @Nullable Instant since;

    /** @param patience how long it is tried again before the task fails */
    Refusals(Duration patience) {
        this.patience = patience;
    }

    /** @throws ConnectException if it has gone on for too long */
    void add(Throwable cause, String what, Instant now) {
        if (since == null) {
            since = now;
        }
        if (Duration.between(since, now).compareTo(patience) >= 0) {
            throw new ConnectException(
                    what + " was refused since " + since + ". Nothing is lost: mend the cause and restart the task. "
                            + cause.getMessage(),
                    cause);
        }
        LOG.warn("{} was refused, and is tried again until {}", what, since.plus(patience), cause);
    }

    void clear() {
        since = null;
    }
}
