package io.millrace.firehose.task;

import io.millrace.firehose.delivery.ConditionalWrites;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Whether the store does what the commit protocol needs. It is asked before anything is delivered, and again while it refuses: a bucket that is missing may be
 * made yet. For the task's thread, which never waits.
 */
final class StoreFitness {

    private final DeliveryPlan.Heads heads;
    private final Uploads uploads;
    private final Refusals refusals;
    private CompletableFuture<Boolean> answer;
    private int refused;
    private Instant again = Instant.MIN;

    /** @param refusals how long it is asked again */
    StoreFitness(DeliveryPlan.Heads heads, Uploads uploads, Refusals refusals) {
        this.heads = heads;
        this.uploads = uploads;
        this.refusals = refusals;
        this.answer = ask();
    }

    /** @throws ConnectException if it is not fit, or has refused for too long */
    boolean isKnown(Instant now) {
        if (!answer.isDone()) {
            return false;
        }
        try {
            if (answer.join()) {
                return true;
            }
        } catch (CompletionException e) {
            askAgain(Objects.requireNonNullElse(e.getCause(), e), now);
            return false;
        }
        throw new ConnectException("The store of bucket " + heads.bucket()
                + " does not honour conditional writes (If-None-Match, If-Match), without which nothing is"
                + " delivered exactly once: write delivery.guarantee=at_least_once, or use a store that does");
    }

    private void askAgain(Throwable cause, Instant now) {
        if (again.equals(Instant.MIN)) {
            refusals.add(cause, "The use of bucket " + heads.bucket(), now);
            again = now.plus(uploads.patience().delay(++refused));
        } else if (!now.isBefore(again)) {
            again = Instant.MIN;
            answer = ask();
        }
    }

    private CompletableFuture<Boolean> ask() {
        return CompletableFuture.supplyAsync(this::areWritesConditional, uploads.threads());
    }

    private boolean areWritesConditional() {
        try {
            return uploads.patience().ask(() -> ConditionalWrites.areHonoured(uploads.store(), heads.probe()));
        } catch (InterruptedException e) {
            throw new CompletionException("the task ends", e);
        }
    }
}
