package io.millrace.server.firehose.connector;

import io.millrace.server.firehose.destination.Buffering;
import io.millrace.server.firehose.destination.RetryOptions;
import java.util.Optional;

/** When what is buffered is delivered, and for how long that is tried. */
final class Hints {

    private Hints() {}

    static void add(Optional<? extends Buffering> hints, Properties properties) {
        hints.ifPresent(given -> properties
                .put("buffer.size.mib", given.sizeInMBs())
                .put("buffer.interval.seconds", given.intervalInSeconds()));
    }

    static void addRetries(Optional<RetryOptions> retries, Properties properties) {
        properties.put("retry.duration.seconds", retries.flatMap(RetryOptions::durationInSeconds));
    }
}
