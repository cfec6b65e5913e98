package io.millrace.firehose.retry;

import io.millrace.firehose.delivery.NoAnswerException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for as long as there is no answer, after waits that grow. What is refused is thrown. */
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Backoff backoff;

    public Patience(Duration first, Duration longest) {
        this.backoff = new Backoff(first, longest);
    }

    /** A request to the store. */
    @FunctionalInterface
    public interface Request<T> {
        T make() throws NoAnswerException;
    }

    /** @throws InterruptedException when the task ends */
    public <T> T ask(Request<T> request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.make();
            } catch (NoAnswerException e) {
                Duration wait = delay(attempt);
                LOG.info("Again in {}: {}", wait, e.getMessage());
                Thread.sleep(wait.toMillis());
            }
        }
    }

    /** How long to wait after some attempts without an answer. */
    public Duration delay(int attempts) {
        return backoff.delay(attempts, ThreadLocalRandom.current());
    }
}
