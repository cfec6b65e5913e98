package io.millrace.firehose.transform;

import io.millrace.firehose.record.DeliveryRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A partition's transforms: several batches at a time, results in the order of the records.
 *
 * <p>Every record that was added is in the open batch, in a batch that waits for its turn, or in one that is under way, until {@link #take}
 * gives its result; nothing leaves by another way but {@link #discard}. For one thread, which never waits: {@link #add} beyond
 * {@link #hasRoom} only makes the queue longer, and the caller pauses the partition until there is room.
 */
public final class PartitionTransforms {

    private final Batcher batcher;
    private final Function<List<DeliveryRecord>, CompletableFuture<List<Transformed>>> transform;
    private final int outstanding;
    private final Deque<Batch> batches = new ArrayDeque<>();

    public PartitionTransforms(
            Batcher batcher,
            Function<List<DeliveryRecord>, CompletableFuture<List<Transformed>>> transform,
            int outstanding) {
        if (outstanding < 1) {
            throw new IllegalArgumentException("at least one invocation at a time, not " + outstanding);
        }
        this.batcher = batcher;
        this.transform = transform;
        this.outstanding = outstanding;
    }

    public void add(DeliveryRecord record, Instant now) {
        batcher.add(record, now).forEach(this::enqueue);
        start();
    }

    /** Results that are there, up to the first that is not. Sends what is due. */
    public List<Transformed> take(Instant now) {
        batcher.poll(now).ifPresent(this::enqueue);
        List<Transformed> results = new ArrayList<>();
        Batch first;
        while ((first = batches.peek()) != null && first.isDone()) {
            results.addAll(first.results());
            batches.remove();
        }
        start();
        return results;
    }

    /** Sends the open batch now. */
    public void flush() {
        batcher.flush().ifPresent(this::enqueue);
        start();
    }

    /** Whether one more batch could be started, or its start is near enough. */
    public boolean hasRoom() {
        return batches.size() < outstanding;
    }

    /** Whether each record that was added has been taken. */
    public boolean isEmpty() {
        return batches.isEmpty() && batcher.due().equals(Instant.MAX);
    }

    /** When {@link #take} has something to send. */
    public Instant due() {
        return batcher.due();
    }

    /** The partition is no longer ours: whoever has it reads its records again. */
    public void discard() {
        batcher.flush();
        batches.forEach(Batch::cancel);
        batches.clear();
    }

    private void enqueue(List<DeliveryRecord> records) {
        batches.add(new Batch(records));
    }

    /** Batches that are done but wait for an earlier one count as outstanding: they hold memory as those under way do. */
    private void start() {
        Iterator<Batch> next = batches.iterator();
        for (int i = 0; i < outstanding && next.hasNext(); i++) {
            next.next().start(transform);
        }
    }

    private static final class Batch {

        private final List<DeliveryRecord> records;
        private @Nullable CompletableFuture<List<Transformed>> results;

        private Batch(List<DeliveryRecord> records) {
            this.records = records;
        }

        private void start(Function<List<DeliveryRecord>, CompletableFuture<List<Transformed>>> transform) {
            if (results == null) {
                results = transform.apply(records);
            }
        }

        private boolean isDone() {
            return results != null && results.isDone();
        }

        private List<Transformed> results() {
            return results == null ? List.of() : results.join();
        }

        private void cancel() {
            if (results != null) {
                results.cancel(false);
            }
        }
    }
}
