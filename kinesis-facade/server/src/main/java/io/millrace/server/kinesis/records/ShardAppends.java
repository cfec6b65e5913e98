package io.millrace.server.kinesis.records;

import io.millrace.mapping.HashKeyRouter;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.KafkaAway;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.limits.WriteLimit;
import io.millrace.server.operation.AwsError;
import io.millrace.server.reshard.Lease;
import io.millrace.server.reshard.ShardGate;
import io.millrace.server.reshard.ShardGates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The way of a record from its hash key to a partition. A record whose shard is closing waits for the children, for as
 * long as {@code patience}; those of other shards go on.
 */
public final class ShardAppends {

    private final Catalog catalog;
    private final ShardGates gates;
    private final Lease lease;
    private final RecordAppender appender;
    private final WriteLimit limit;
    private final Executor executor;
    private final Duration patience;
    private final AppendFailures failures;
    private final PutReadiness readiness;

    /** @param executor where appends may block: those of records that waited, and those that would wait for the producer */
    public ShardAppends(
            Catalog catalog,
            ShardGates gates,
            Lease lease,
            RecordAppender appender,
            WriteLimit limit,
            Executor executor,
            Duration patience) {
        this.catalog = catalog;
        this.gates = gates;
        this.lease = lease;
        this.appender = appender;
        this.limit = limit;
        this.executor = executor;
        this.patience = patience;
        this.failures = new AppendFailures(lease);
        this.readiness = new PutReadiness(appender, failures.faults());
    }

    /** Completes with an outcome a record, in their order. The calling thread begins the appends only if they will not wait. */
    CompletionStage<List<PutOutcome>> append(StreamImage stream, List<Put> puts) {
        PutBatch batch = new PutBatch(stream, puts, failures);
        long deadline = System.nanoTime() + patience.toNanos();
        if (readiness.refusal(stream).isPresent() || readiness.isReady(stream)) {
            appendOrRefuse(batch, deadline);
        } else {
            executor.execute(() -> {
                readiness.prepare(stream);
                appendOrRefuse(batch, deadline);
            });
        }
        return batch.done();
    }

    private void appendOrRefuse(PutBatch batch, long deadline) {
        readiness
                .refusal(batch.stream())
                .ifPresentOrElse(
                        error -> refuseOrGone(batch, batch.indexes(), error),
                        () -> appendAll(batch, batch.indexes(), deadline));
    }

    private void appendAll(PutBatch batch, List<Integer> indexes, long deadline) {
        // Asked for before the look at the image, so that no change is slept through.
        CompletionStage<CatalogImage> nextChange = catalog.nextChange();
        Optional<HashKeyRouter> router = current(batch).flatMap(StreamImage::router);
        if (router.isEmpty()) {
            refuseOrGone(batch, indexes, AppendFailures.NOT_WRITTEN);
            return;
        }
        List<Integer> waiting = new ArrayList<>(0);
        Set<ShardId> awaited = new HashSet<>(0);
        for (int index : indexes) {
            Shard shard = router.get().shardFor(batch.put(index).hashKey());
            Optional<AwsError> refusal = readiness.refusal(batch.stream());
            if (refusal.isPresent()) {
                batch.refused(index, refusal.get());
            } else if (awaited.contains(shard.id()) || !appendOne(batch, index, shard)) {
                // With it those behind it, or a gate that opens again in between would turn their order.
                awaited.add(shard.id());
                waiting.add(index);
            }
        }
        if (!waiting.isEmpty()) {
            waitFor(lease.isHeld() ? nextChange : lease.whenHeld(), batch, waiting, deadline);
        }
    }

    /** The stream that the records are meant for as it is now; empty once it is being deleted. */
    private Optional<StreamImage> current(PutBatch batch) {
        return catalog.image().stream(batch.streamName())
                .filter(now -> now.fact().incarnation().equals(batch.incarnation()))
                .filter(now -> now.fact().isReady());
    }

    /** False if the record's shard takes none now, or this node may not append. */
    private boolean appendOne(PutBatch batch, int index, Shard shard) {
        Optional<ShardGate> gate = gates.find(batch.incarnation(), shard.id());
        long term = lease.term();
        if (gate.isEmpty() || term == Lease.NONE || !gate.get().tryEnter()) {
            return false;
        }
        batch.entered(index, shard, gate.get(), term);
        try {
            write(batch, index, shard);
        } catch (Throwable e) {
            // Whatever it is, an Error as well: who was let in must leave, or the shard could never be closed.
            batch.failed(index, e);
        }
        return true;
    }

    private void write(PutBatch batch, int index, Shard shard) {
        Put put = batch.put(index);
        Optional<AwsError> throttled = limit.tryWrite(batch.streamName(), batch.incarnation(), shard.id(), put.size());
        if (throttled.isPresent()) {
            batch.throttled(index, throttled.get());
            return;
        }
        boolean taken = appender.append(
                batch.streamName().value(),
                shard.partition(),
                put.partitionKey(),
                put.data(),
                put.explicitHashKey(),
                index,
                batch);
        if (!taken) {
            readiness.refuse(batch.stream(), KafkaAway.ERROR);
        }
    }

    private void waitFor(CompletionStage<?> nextChance, PutBatch batch, List<Integer> waiting, long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            refuse(batch, waiting, lease.isHeld() ? AppendFailures.SHARD_STAYS_CLOSED : AppendFailures.LEASE_LAPSED);
            return;
        }
        nextChance
                .thenRun(() -> {})
                .toCompletableFuture()
                .orTimeout(left, TimeUnit.NANOSECONDS)
                .whenCompleteAsync((chance, timeout) -> appendAll(batch, waiting, deadline), executor);
    }

    private void refuseOrGone(PutBatch batch, List<Integer> indexes, AwsError error) {
        refuse(batch, indexes, current(batch).isPresent() ? error : AppendFailures.gone(batch.streamName()));
    }

    private static void refuse(PutBatch batch, List<Integer> indexes, AwsError error) {
        indexes.forEach(index -> batch.refused(index, error));
    }
}
