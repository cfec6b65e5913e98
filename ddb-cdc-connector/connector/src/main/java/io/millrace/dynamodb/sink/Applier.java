package io.millrace.dynamodb.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;
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
        Batch next = new Batch(records, conditional);
        for (SinkRecord record : records) {
            write(record).ifPresent(next::add);
        }
        metrics.replaced(next.replaced());
        left = next.writes();
        batch = next;
    }

    private Optional<Write> write(SinkRecord record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            SourceChange change = ChangeReader.read(record.value());
            Optional<Write> write = replication.of(record, change, targets.of(record.topic(), change));
            if (write.isEmpty()) {
                metrics.passedOver();
            }
            return write;
        } catch (IllegalArgumentException | DataException e) {
            refusals.add(record, e);
            return Optional.empty();
        }
    }
}
