package io.millrace.firehose.upload;

import io.millrace.firehose.delivery.NoAnswerException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for as long as there is no answer, after waits that grow. What is refused is thrown. */
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Duration first;
    private final Duration longest;

    public Patience(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
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

    /** How long to wait after some attempts without an answer: twice as long each time, with jitter. */
    public Duration delay(int attempts) {
        long most = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempts - 1, 20));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
