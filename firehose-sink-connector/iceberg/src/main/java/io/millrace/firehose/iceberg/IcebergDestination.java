package io.millrace.firehose.iceberg;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.random.RandomGenerator;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables whose rows are records, each once: see {@link TableCommit}. A batch is what a partition gathered, so there is a snapshot for each, at
 * most.
 */
public final class IcebergDestination implements Destination {

    private static final Logger LOG = LoggerFactory.getLogger(IcebergDestination.class);
    private static final int THREADS = 4;

    private final IcebergSettings settings;
    private final Catalog catalog;
    private final TableRouter router;
    private final ScheduledThreadPoolExecutor threads;
    /** Batches are sorted out one after the other, so that each table has its records in order. */
    private final ScheduledThreadPoolExecutor sorting;

    private final Map<TableIdentifier, TableLane> lanes = new HashMap<>();
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * @param catalog which is closed with this, if it can be
     * @param random used from several threads
     */
    public IcebergDestination(IcebergSettings settings, Catalog catalog, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.catalog = catalog;
        this.router = new TableRouter(settings);
        this.clock = clock;
        this.random = random;
        this.threads = pool(THREADS, "iceberg-" + settings.offsets());
        this.sorting = pool(1, "iceberg-sorting-" + settings.offsets());
    }

    private ScheduledThreadPoolExecutor pool(int size, String name) {
        return new ScheduledThreadPoolExecutor(size, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(getClass().getClassLoader());
            return thread;
        });
    }

    @Override
    public CompletableFuture<List<FailedRecord>> deliver(Batch batch) {
        var outcome = new CompletableFuture<List<FailedRecord>>();
        try {
            sorting.execute(() -> sort(batch, outcome));
        } catch (RejectedExecutionException e) {
            LOG.debug("The connector stops: what is not committed is read again");
        }
        return outcome;
    }

    private void sort(Batch batch, CompletableFuture<List<FailedRecord>> outcome) {
        if (outcome.isDone()) {
            return; // cancelled
        }
        List<FailedRecord> failed = new ArrayList<>();
        Map<TableIdentifier, List<Change>> byTable = new LinkedHashMap<>();
        for (DeliveryRecord record : batch.records()) {
            Optional<TableIdentifier> table = Optional.empty();
            try {
                table = Optional.of(router.table(record));
                Change change = new Change(record, router.operation(record, table.get()));
                byTable.computeIfAbsent(table.get(), any -> new ArrayList<>()).add(change);
            } catch (RowException e) {
                failed.add(new FailedRecord(
                        record, e.failure(), 0, clock.instant(), Map.of(), table.map(TableIdentifier::toString)));
            }
        }
        List<CompletableFuture<List<FailedRecord>>> tables = new ArrayList<>();
        byTable.forEach((table, changes) ->
                tables.add(lanes.computeIfAbsent(table, this::lane).add(changes)));
        CompletableFuture.allOf(tables.toArray(CompletableFuture[]::new)).thenRun(() -> {
            tables.forEach(table -> failed.addAll(table.join()));
            failed.sort(Comparator.comparing(one -> Position.of(one.record().origin())));
            outcome.complete(failed);
        });
        outcome.whenComplete((done, error) -> tables.forEach(table -> table.cancel(false)));
    }

    private TableLane lane(TableIdentifier table) {
        return new TableLane(table, catalog, settings, threads, clock, random);
    }

    @Override
    public int maxRecords() {
        return Integer.MAX_VALUE;
    }

    /** A unit is one batch, unless it is so large that its rows take too much memory. */
    @Override
    public long maxBytes() {
        return TableLane.MOST_BYTES;
    }

    @Override
    public void close() {
        sorting.shutdownNow();
        threads.shutdownNow();
        if (catalog instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("Could not close the catalog", e);
            }
        }
    }
}
