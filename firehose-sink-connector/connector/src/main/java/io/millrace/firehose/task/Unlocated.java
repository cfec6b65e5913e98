package io.millrace.firehose.task;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.record.DeliveryRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** A partition's records until it is known in which shards of their Kinesis stream they lie. They stay in their order. For the task's thread. */
final class Unlocated {

    /** While so many wait, no more are read. */
    private static final int MOST = 2000;

    private final @Nullable SourceShards shards;
    private final MemoryBudget budget;
    private final Refusals refusals;
    private final String partition;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable CompletableFuture<UnaryOperator<DeliveryRecord>> asked;

    /** How many of those that wait were there when it was asked. */
    private int covered;

    private record Waiting(DeliveryRecord record, Consumer<DeliveryRecord> then) {}

    /**
     * @param shards nothing if nobody wants to know
     * @param refusals how long it is asked again
     */
    Unlocated(@Nullable SourceShards shards, MemoryBudget budget, Refusals refusals, String partition) {
        this.shards = shards;
        this.budget = budget;
        this.refusals = refusals;
        this.partition = partition;
    }

    void add(DeliveryRecord record, Consumer<DeliveryRecord> then) {
        if (shards == null) {
            then.accept(record);
        } else {
            waiting.add(new Waiting(record, then));
            budget.add(record.data().length);
        }
    }

    /** Gives on those whose shards are known, and asks for the others. */
    void poll(Instant now) {
        if (shards == null) {
            return;
        }
        CompletableFuture<UnaryOperator<DeliveryRecord>> answer = asked;
        if (answer != null && answer.isDone()) {
            asked = null;
            try {
                give(answer.join());
                refusals.clear();
            } catch (CompletionException e) {
                refused(Objects.requireNonNullElse(e.getCause(), e), now);
            }
        }
        if (asked == null && !waiting.isEmpty()) {
            covered = waiting.size();
            asked = shards.known();
        }
    }

    private void give(UnaryOperator<DeliveryRecord> places) {
        for (; covered > 0; covered--) {
            Waiting first = waiting.remove();
            budget.release(first.record().data().length);
            first.then().accept(places.apply(first.record()));
        }
    }

    private void refused(Throwable cause, Instant now) {
        if (cause instanceof ConnectException forGood) {
            throw forGood;
        }
        refusals.add(cause, "The search for the shards of " + partition, now);
    }

    boolean hasRoom() {
        return waiting.size() < MOST;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** When the first of them arrived. */
    Instant oldest() {
        Waiting first = waiting.peek();
        return first == null ? Instant.MAX : first.record().origin().arrival();
    }

    /** They are read again, by us or by another. */
    void discard() {
        waiting.forEach(each -> budget.release(each.record().data().length));
        waiting.clear();
        asked = null;
    }
}
