package io.millrace.firehose.task;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.step.Step;
import io.millrace.firehose.transform.PartitionTransforms;
import io.millrace.firehose.transform.TableRoute;
import io.millrace.firehose.transform.Transformed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partition's records from Kafka to what is delivered of them: taken apart, transformed, and given on in their order.
 *
 * <p>A Kafka record is done when all before it are and the transform has answered for each of its parts. What failed on the way is given with it, so that
 * a unit that ends between two records has all of the first and nothing of the second.
 */
final class Intake {

    private final Step before;
    private final @Nullable PartitionTransforms transforms;
    private final MemoryBudget budget;
    private final Deque<Source> sources = new ArrayDeque<>();

    /** @param transforms nothing if records are not transformed */
    Intake(Step before, @Nullable PartitionTransforms transforms, MemoryBudget budget) {
        this.before = before;
        this.transforms = transforms;
        this.budget = budget;
    }

    /** A Kafka record on its way. */
    private static final class Source implements Step.Output {
        private final DeliveryRecord record;
        private final Instant now;
        private final List<DeliveryRecord> parts = new ArrayList<>(1);
        private final List<FailedRecord> failed = new ArrayList<>(0);
        private int awaited;
        private long held;

        private Source(DeliveryRecord record, Instant now) {
            this.record = record;
            this.now = now;
        }

        @Override
        public void emit(DeliveryRecord part) {
            parts.add(part);
        }

        @Override
        public void fail(DeliveryRecord part, Failure failure) {
            failed.add(new FailedRecord(part, failure, 1, now, Map.of()));
        }
    }

    void add(DeliveryRecord record, Instant now) {
        Source source = new Source(record, now);
        before.apply(record, source);
        sources.add(source);
        if (transforms != null) {
            source.awaited = source.parts.size();
            for (DeliveryRecord part : source.parts) {
                source.held += part.data().length;
                transforms.add(part, now);
            }
            budget.add(source.held);
            source.parts.clear();
        }
    }

    /** A record with no value: nothing comes of it. */
    void skip(DeliveryRecord record, Instant now) {
        sources.add(new Source(record, now));
    }

    /** A record that could not even be read. */
    void fail(DeliveryRecord record, Failure failure, Instant now) {
        Source source = new Source(record, now);
        source.fail(record, failure);
        sources.add(source);
    }

    /** Gives what transforms have answered, and what waited for it. */
    void give(Instant now, Taker taker) {
        if (transforms != null) {
            for (Transformed result : transforms.take(now)) {
                giveFinished(taker);
                give(result, taker);
            }
        }
        giveFinished(taker);
    }

    private void give(Transformed result, Taker taker) {
        sources.element().awaited--;
        if (result instanceof Transformed.Ok ok) {
            taker.take(ok.record(), ok.route());
        } else if (result instanceof Transformed.Failed failed) {
            taker.failed(
                    new FailedRecord(failed.record(), failed.failure(), failed.attempts(), failed.ended(), Map.of()));
        }
    }

    /** The first records of which nothing is awaited, or not any more. */
    void giveFinished(Taker taker) {
        Source source;
        while ((source = sources.peek()) != null && source.awaited == 0) {
            sources.remove();
            source.parts.forEach(part -> taker.take(part, TableRoute.NONE));
            source.failed.forEach(taker::failed);
            budget.release(source.held);
            taker.done(source.record);
        }
    }

    /** Sends what waits for more to be sent with. */
    void hurry() {
        if (transforms != null) {
            transforms.flush();
        }
    }

    /** Whether more records may be added. */
    boolean hasRoom() {
        return transforms == null || transforms.hasRoom();
    }

    /** When {@link #give} has something to do, as far as time decides it. */
    Instant due() {
        return transforms == null ? Instant.MAX : transforms.due();
    }

    /** Whether transforms are under way. */
    boolean isWaiting() {
        return !sources.isEmpty();
    }

    /** When the first of the records on their way arrived. */
    Instant oldest() {
        Source first = sources.peek();
        return first == null ? Instant.MAX : first.record.origin().arrival();
    }

    /** The partition is given up, or read again from some offset. */
    void discard() {
        if (transforms != null) {
            transforms.discard();
        }
        sources.forEach(source -> budget.release(source.held));
        sources.clear();
    }
}
