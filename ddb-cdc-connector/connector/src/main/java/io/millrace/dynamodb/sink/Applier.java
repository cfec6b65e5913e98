package io.millrace.dynamodb.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Applies records, a batch at a time: the next begins when all of the former is done. */
final class Applier {

    private final Targets targets;
    private final Replication replication;
    private final boolean conditional;
    private final Writing writing;
    private final Refusals refusals;
    private final SinkMetrics metrics;
    private final Duration lease;
    private final LongSupplier nanoTime;
    private @Nullable Batch batch;
    private Queue<Write> left = new ArrayDeque<>();

    Applier(
            Targets targets,
            Replication replication,
            boolean conditional,
            Writing writing,
            Refusals refusals,
            SinkMetrics metrics,
            Duration lease,
            LongSupplier nanoTime) {
        this.targets = targets;
        this.replication = replication;
        this.conditional = conditional;
        this.writing = writing;
        this.refusals = refusals;
        this.metrics = metrics;
        this.lease = lease;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns when all are applied.
     *
     * @throws RetriableException if they are not yet, and are to be handed over again
     */
    void apply(List<SinkRecord> records) {
        Lease mayWrite = new Lease(lease, nanoTime);
        if (batch == null || !batch.isOf(records)) {
            begin(records);
        }
        try {
            writing.write(left, mayWrite);
        } finally {
            refusals.report();
        }
        forget();
    }

    /** What was not done is handed over again, to whom it may concern. */
    void forget() {
        batch = null;
        left = new ArrayDeque<>();
    }

    private void begin(List<SinkRecord> records) {
        forget();
        refusals.forget();
        Batch next = new Batch(records, conditional);
        for (SinkRecord record : records) {
            write(record).ifPresent(next::add);
        }
        metrics.replaced(next.replaced());
        left = next.writes();
        batch = next;
    }

    private Optional<Write> write(SinkRecord record) {
        return record.value() == null
                ? Optional.empty()
                : told(record, () -> ChangeReader.read(record.value())).flatMap(change -> write(record, change));
    }

    private Optional<Write> write(SinkRecord record, SourceChange change) {
        Target target = targets.of(record.topic(), change);
        Optional<Optional<Write>> write = told(record, () -> replication.of(record, change, target));
        if (write.filter(Optional::isEmpty).isPresent()) {
            metrics.passedOver();
        }
        return write.flatMap(some -> some);
    }

    /** What a record alone tells, and nobody else is asked for: so whatever fails, it is the record's fault. Empty if it is refused. */
    private <T> Optional<T> told(SinkRecord record, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException | DataException e) {
            refusals.add(record, e);
        } catch (RuntimeException e) {
            refusals.add(record, new IllegalArgumentException("it has another shape than changes have: " + e, e));
        }
        return Optional.empty();
    }
}
