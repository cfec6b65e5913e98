package io.millrace.firehose.task;

import io.millrace.firehose.delivery.Commitment;
import io.millrace.firehose.delivery.DeliveryUnit;
import io.millrace.firehose.delivery.Progress;
import io.millrace.firehose.delivery.Showing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the steps of a partition's commitment taken by the threads of uploads, one after the other, and settles the last unit. For the task's thread, which
 * never waits.
 */
final class CommitSteps {

    /** So long after the last unit with files it is settled, so that whoever opens the partition later need not look for them. */
    private static final Duration IDLE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(CommitSteps.class);

    private final String partition;
    private final Commitment commitment;
    private final Uploads uploads;
    private @Nullable CompletableFuture<Progress> step;
    private Instant retryAt = Instant.MIN;
    private int attempts;
    private Instant settleAt = Instant.MAX;

    /** @param partition for people */
    CommitSteps(String partition, Commitment commitment, Uploads uploads) {
        this.partition = partition;
        this.commitment = commitment;
        this.uploads = uploads;
    }

    /** Whether all that is committed is visible. */
    boolean isReady() {
        return commitment.isReady();
    }

    /** Whether a unit may be committed now. */
    boolean isQuiet(Instant now) {
        return step == null && commitment.isReady() && !now.isBefore(retryAt);
    }

    boolean isUnderWay() {
        return step != null;
    }

    /** As {@link Commitment#next}, of one that is ready. */
    OptionalLong next() {
        return commitment.next();
    }

    /** The steps that follow do it; none does if it is ready again at once. */
    void commit(DeliveryUnit unit, Instant now) {
        settleAt = unit.files().isEmpty() ? settleAt : now.plus(IDLE);
        commitment.commit(unit);
    }

    /** Has the next step taken, if there is one and it need not wait. */
    void start(Instant now) {
        if (step == null && !commitment.isReady() && !now.isBefore(retryAt)) {
            step = async(commitment.showing());
        }
    }

    private CompletableFuture<Progress> async(List<Showing> showing) {
        if (showing.isEmpty()) {
            return CompletableFuture.supplyAsync(commitment::step, uploads.threads());
        }
        return CompletableFuture.allOf(showing.stream()
                        .map(file -> CompletableFuture.runAsync(() -> show(file), uploads.threads()))
                        .toArray(CompletableFuture[]::new))
                .thenApply(done -> new Progress.Moved());
    }

    private void show(Showing file) {
        try {
            while (!file.isDone()) {
                uploads.patience().ask(() -> {
                    file.step();
                    return file;
                });
            }
        } catch (InterruptedException e) {
            throw new CompletionException("the task ends", e);
        }
    }

    /**
     * What came of the step that was under way. One without an answer is taken again later, and nobody hears of it.
     *
     * @throws ExecutionException of what the store refused
     */
    Optional<Progress> over(Instant now) throws ExecutionException {
        CompletableFuture<Progress> over = step;
        if (over == null || !over.isDone()) {
            return Optional.empty();
        }
        step = null;
        Progress progress;
        try {
            progress = over.join();
        } catch (CompletionException e) {
            throw new ExecutionException(e.getCause() == null ? e : e.getCause());
        }
        if (progress instanceof Progress.NoAnswer none) {
            backOff(now);
            LOG.info("{}: again at {}: {}", partition, retryAt, none.cause().getMessage());
            return Optional.empty();
        }
        attempts = 0;
        return Optional.of(progress);
    }

    /** Nothing is asked of the store for a while, which is longer each time until a step succeeds. */
    void backOff(Instant now) {
        attempts++;
        retryAt = now.plus(uploads.patience().delay(attempts));
    }

    /** If the last unit with files is old enough. */
    void settleIfIdle(Instant now) {
        if (!now.isBefore(settleAt)) {
            settleAt = Instant.MAX;
            commitment.next().ifPresent(next -> commitment.commit(DeliveryUnit.empty(next)));
        }
    }

    /** When {@link #settleIfIdle} has something to do. */
    Instant settleAt() {
        return settleAt;
    }

    /**
     * The last time that anything is asked of it, if nothing is under way.
     *
     * @return done when the last unit is settled, as far as that was possible
     */
    CompletableFuture<?> settle() {
        boolean settles = isQuiet(Instant.MAX) && settleAt.isBefore(Instant.MAX);
        if (settles && commitment.next().isPresent()) {
            commitment.commit(DeliveryUnit.empty(commitment.next().getAsLong()));
            return commitment.isReady()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.supplyAsync(commitment::step, uploads.threads());
        }
        return CompletableFuture.completedFuture(null);
    }
}
