package io.millrace.firehose.iceberg;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.retry.RetryCounter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one committer of a table in this task. What waits while a commit is under way is the next commit, whatever partitions it is of; so records
 * are in the table in the order in which they came, and there are no more snapshots than the table can take.
 */
final class TableLane {

    private static final Logger LOG = LoggerFactory.getLogger(TableLane.class);

    /** Of records that are one commit, but for the last batch that goes into it. */
    static final long MOST_BYTES = 64L << 20;

    private final TableIdentifier name;
    private final Catalog catalog;
    private final IcebergSettings settings;
    private final ScheduledExecutorService threads;
    private final Clock clock;
    private final RandomGenerator random;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, List<Delivered.Range>> givenUp = new HashMap<>();
    private boolean busy;

    private record Waiting(List<Change> changes, CompletableFuture<List<FailedRecord>> outcome) {

        long bytes() {
            return changes.stream()
                    .mapToLong(change -> change.record().data().length)
                    .sum();
        }
    }

    TableLane(
            TableIdentifier name,
            Catalog catalog,
            IcebergSettings settings,
            ScheduledExecutorService threads,
            Clock clock,
            RandomGenerator random) {
        this.name = name;
        this.catalog = catalog;
        this.settings = settings;
        this.threads = threads;
        this.clock = clock;
        this.random = random;
    }

    CompletableFuture<List<FailedRecord>> add(List<Change> changes) {
        var outcome = new CompletableFuture<List<FailedRecord>>();
        synchronized (this) {
            waiting.add(new Waiting(changes, outcome));
            if (busy) {
                return outcome;
            }
            busy = true;
        }
        later(this::next, Duration.ZERO);
        return outcome;
    }

    private void next() {
        List<Waiting> group = new ArrayList<>();
        synchronized (this) {
            waiting.removeIf(one -> one.outcome().isDone()); // cancelled
            for (long bytes = 0; !waiting.isEmpty() && bytes < MOST_BYTES; ) {
                Waiting first = waiting.remove();
                bytes += first.bytes();
                group.add(first);
            }
            busy = !group.isEmpty();
        }
        if (!group.isEmpty()) {
            List<Change> changes =
                    group.stream().flatMap(one -> one.changes().stream()).toList();
            var commit = new TableCommit(catalog, name, settings, changes, offsets -> alsoKnown(offsets, changes));
            attempt(new Group(group, changes, commit, new RetryCounter(settings.retryDuration())), 1);
        }
    }

    private record Group(List<Waiting> waiting, List<Change> changes, TableCommit commit, RetryCounter retries) {}

    private void attempt(Group group, int number) {
        if (group.waiting().stream().allMatch(one -> one.outcome().isDone())) {
            group.commit().discard(); // cancelled
            later(this::next, Duration.ZERO);
            return;
        }
        Map<DeliveryRecord, Failure> failures;
        try {
            failures = group.commit().run();
            givenUp.keySet().removeAll(TableCommit.ranges(group.changes()).keySet());
            seen.addAll(TableCommit.ranges(group.changes()).keySet());
        } catch (RuntimeException | LinkageError e) {
            Optional<Duration> wait = group.retries().failed(clock.instant(), random);
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("table", name)
                    .addKeyValue("attempt", number)
                    .log("Could not commit{}", wait.isPresent() ? "; it is tried again" : "");
            if (wait.isPresent()) {
                later(() -> attempt(group, number + 1), wait.get());
                return;
            }
            failures = giveUp(group, e);
        }
        for (Waiting one : group.waiting()) {
            one.outcome().complete(failed(one.changes(), failures, number));
        }
        later(this::next, Duration.ZERO);
    }

    private Map<DeliveryRecord, Failure> giveUp(Group group, Throwable cause) {
        group.commit().discard();
        TableCommit.ranges(group.changes())
                .forEach((partition, range) -> givenUp.computeIfAbsent(partition, any -> new ArrayList<>())
                        .add(range));
        Failure failure = IcebergErrors.commit(String.valueOf(cause));
        Map<DeliveryRecord, Failure> failures = new IdentityHashMap<>();
        group.changes().forEach(change -> failures.put(change.record(), failure));
        return failures;
    }

    /** What was given up since the last commit; and that what lies before the first record of a partition is settled, or it would have come again. */
    private Offsets alsoKnown(Offsets offsets, List<Change> changes) {
        Offsets all = offsets;
        for (Map.Entry<String, Delivered.Range> each :
                TableCommit.ranges(changes).entrySet()) {
            String partition = each.getKey();
            Delivered delivered = all.of(partition);
            if (!seen.contains(partition)) {
                delivered = delivered.settledBefore(each.getValue().from());
            }
            for (Delivered.Range lost : givenUp.getOrDefault(partition, List.of())) {
                delivered = delivered.without(lost);
            }
            all = all.with(partition, delivered);
        }
        return all;
    }

    private List<FailedRecord> failed(List<Change> changes, Map<DeliveryRecord, Failure> failures, int attempts) {
        List<FailedRecord> failed = new ArrayList<>();
        for (Change change : changes) {
            @Nullable Failure failure = failures.get(change.record());
            if (failure != null) {
                failed.add(new FailedRecord(
                        change.record(), failure, attempts, clock.instant(), Map.of(), Optional.of(name.toString())));
            }
        }
        return failed;
    }

    private void later(Runnable action, Duration wait) {
        try {
            threads.schedule(action, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The connector stops: what is not committed is read again");
        }
    }
}
