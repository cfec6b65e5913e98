package io.millrace.firehose.task;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.step.Step;
import io.millrace.firehose.transform.TableRoute;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The unit that takes a partition's records. */
final class OpenUnit implements Taker, Step.Output {

    private final DeliveryPlan plan;
    private final UnitFiles files;
    private final @Nullable Requests requests;
    private final long from;
    private final Clock clock;
    private long next;
    private boolean between = true;
    private @Nullable Failure failure;
    private final List<Future<?>> told = new ArrayList<>();
    private Instant due = Instant.MAX;

    /**
     * @param requests where records go if not to files
     * @param from the first offset that it answers for
     */
    OpenUnit(DeliveryPlan plan, UnitFiles files, @Nullable Requests requests, long from, Clock clock) {
        this.plan = plan;
        this.files = files;
        this.requests = requests;
        this.from = from;
        this.next = from;
        this.clock = clock;
    }

    @Override
    public void take(DeliveryRecord record, TableRoute route) {
        between = false;
        plan.after().apply(route.onto(record), this);
    }

    @Override
    public void emit(DeliveryRecord record) {
        if (plan.records() instanceof DeliveryPlan.Target.Files to) {
            files.write(to.files(), record).ifPresent(failure -> fail(record, failure));
        } else if (requests != null) {
            requests.add(record);
        }
    }

    @Override
    public void fail(DeliveryRecord record, Failure failure) {
        failed(new FailedRecord(record, failure, 1, clock.instant(), Map.of()));
    }

    @Override
    public void failed(FailedRecord record) {
        between = false;
        failure = record.failure();
        files.writeError(record);
    }

    @Override
    public void done(DeliveryRecord source) {
        plan.backup().ifPresent(target -> files.writeBackup(target, source));
        files.figures().took(source.origin().arrival());
        next = source.origin().offset() + 1;
        between = true;
        if (due.equals(Instant.MAX)) {
            due = clock.instant().plus(plan.interval());
        }
    }

    /** Why a part of the record that was done last went to the error output, if one did. Asked once. */
    Optional<Failure> takeFailure() {
        Optional<Failure> taken = Optional.ofNullable(failure);
        failure = null;
        return taken;
    }

    /** The unit may not be committed before this is done. */
    void waitFor(Future<?> report) {
        told.add(report);
    }

    /** Whether all that came of the records up to {@link #next} is here, and nothing of a later one. */
    boolean isBetweenRecords() {
        return between;
    }

    boolean isEmpty() {
        return next == from;
    }

    /** Whether it should end at the next place between records. */
    boolean isFull() {
        return files.isFull() || (requests != null && requests.bytes() >= plan.bufferBytes());
    }

    /** What it holds, and lets go of when it has ended and is delivered. */
    long memory() {
        return files.memory() + (requests == null ? 0 : requests.bytes());
    }

    /** When it ends without being full. */
    Instant due() {
        return due;
    }

    long from() {
        return from;
    }

    /** The offset after the last record that it has. */
    long next() {
        return next;
    }

    UnitFiles files() {
        return files;
    }

    /** No record is taken any more. */
    ClosingUnit close() {
        return new ClosingUnit(from, next, files, requests, told);
    }

    void discard() {
        files.discard();
        if (requests != null) {
            requests.release();
        }
    }
}
