package io.millrace.firehose.destination.opensearch;

import io.millrace.firehose.transform.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When something is tried again, and for how long. No thread waits. */
record Retries(
        Duration duration, Backoff backoff, ScheduledExecutorService scheduler, Clock clock, RandomGenerator random) {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    Instant now() {
        return clock.instant();
    }

    /**
     * Runs the action after a wait; the last one is cut so that it ends with the retry duration.
     *
     * @param failures how many there were, from 1
     * @param since when the first of them was
     * @return false if the retry duration is over: then it never runs
     */
    boolean again(int failures, Instant since, Runnable action) {
        long left = Duration.between(now(), since.plus(duration)).toMillis();
        if (left <= 0) {
            return false;
        }
        long wait = Math.min(backoff.delay(failures, random).toMillis(), left);
        try {
            scheduler.schedule(action, wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("The connector stops: a batch that is not done stays undone, and is read again");
        }
        return true;
    }
}
