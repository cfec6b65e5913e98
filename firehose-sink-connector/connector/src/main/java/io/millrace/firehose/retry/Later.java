package io.millrace.firehose.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps of deliveries that are taken after a wait, in which no thread waits.
 *
 * @param random used from several threads
 */
public record Later(ScheduledExecutorService scheduler, Clock clock, RandomGenerator random) {

    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    public Instant now() {
        return clock.instant();
    }

    /** After a failure, how long to wait; empty if the retry duration is over. */
    public Optional<Duration> afterFailure(RetryCounter retries) {
        return retries.failed(now(), random);
    }

    public void in(Duration wait, Runnable step) {
        try {
            scheduler.schedule(step, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("The connector stops: a batch that is not delivered stays so, and is read again");
        }
    }
}
