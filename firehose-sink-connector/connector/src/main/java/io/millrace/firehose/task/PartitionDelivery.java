package io.millrace.firehose.task;

import io.millrace.firehose.delivery.Commitment;
import io.millrace.firehose.delivery.HeadException;
import io.millrace.firehose.delivery.Progress;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import io.millrace.firehose.transform.TableRoute;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition: its records are taken, gathered in units, and the units are committed one after the other.
 *
 * <p>Whatever goes wrong beyond a request without an answer ends the same way: what was taken and not committed is forgotten, and read again from
 * where delivery stands. For the task's thread, which never waits.
 */
final class PartitionDelivery implements Taker {

    /** While one unit is committed and the next is uploaded, a third is filled. */
    private static final int MOST_CLOSING = 2;

    private static final Logger LOG = LoggerFactory.getLogger(PartitionDelivery.class);

    private final String topic;
    private final int partition;
    private final DeliveryPlan plan;
    private final Uploads uploads;
    private final ActivePartitions active;
    private final CommitSteps commits;
    private final Position position;
    private final Clock clock;
    private final Refusals refusals;
    private final ErrantRecords errant;
    private final DeliveryMetrics metrics;
    private final Unlocated unlocated;
    private final Intake intake;
    private final Deque<ClosingUnit> closing = new ArrayDeque<>();
    private @Nullable OpenUnit unit;
    private @Nullable ClosingUnit committing;

    /** Whether records are taken; if not, they come again. */
    private boolean taking;

    private boolean paused;

    /** The offset that the next record has at least; unknown before the first record if nobody but the consumer group knows. */
    private OptionalLong expected = OptionalLong.empty();

    /** Where the next unit begins. */
    private OptionalLong from = OptionalLong.empty();

    private OptionalLong delivered = OptionalLong.empty();

    /** When the oldest arrived of what was taken, thrown away, and is to be read again. */
    private Instant forgotten = Instant.MAX;

    PartitionDelivery(
            String topic,
            int partition,
            DeliveryPlan plan,
            Uploads uploads,
            ActivePartitions active,
            Commitment commitment,
            Position position,
            Clock clock,
            Refusals refusals,
            ErrantRecords errant,
            DeliveryMetrics metrics) {
        this.topic = topic;
        this.partition = partition;
        this.plan = plan;
        this.uploads = uploads;
        this.active = active;
        this.commits = new CommitSteps(topic + "-" + partition, commitment, uploads);
        this.position = position;
        this.clock = clock;
        this.refusals = refusals;
        this.errant = errant;
        this.metrics = metrics;
        this.unlocated = new Unlocated(
                plan.shards().orElse(null), uploads.budget(), new Refusals(plan.refusals()), topic + "-" + partition);
        this.intake = new Intake(plan.before(), plan.transforms().get().orElse(null), uploads.budget());
        pause(true);
    }

    /**
     * @param value nothing for a record that has none
     * @param source as Connect has it, if failures are reported to it
     */
    void add(Origin origin, byte @Nullable [] value, @Nullable SinkRecord source) {
        if (expects(origin)) {
            errant.add(source);
            metrics.read(value == null ? 0 : value.length);
            if (value == null) {
                unlocated.add(DeliveryRecord.of(origin, new byte[0]), record -> intake.skip(record, clock.instant()));
            } else {
                unlocated.add(DeliveryRecord.of(origin, value), record -> intake.add(record, clock.instant()));
            }
            intake.giveFinished(this);
        }
    }

    /** A record that could not be read. */
    void addFailed(Origin origin, byte[] raw, Failure failure, @Nullable SinkRecord source) {
        if (expects(origin)) {
            errant.add(source);
            metrics.read(raw.length);
            unlocated.add(DeliveryRecord.of(origin, raw), record -> intake.fail(record, failure, clock.instant()));
            intake.giveFinished(this);
        }
    }

    private boolean expects(Origin origin) {
        if (!taking) {
            return false;
        }
        if (expected.isPresent() && origin.offset() < expected.getAsLong()) {
            throw new ConnectException(topic + "-" + partition + " begins again at offset " + origin.offset()
                    + ", but is delivered up to " + expected.getAsLong()
                    + ". Was the topic created anew? Then reset the connector's offsets: stop it, and DELETE"
                    + " /connectors/NAME/offsets");
        }
        expected = OptionalLong.of(origin.offset() + 1);
        return true;
    }

    /** Does all that can be done now. */
    void poll(boolean mayRead) {
        Instant now = clock.instant();
        goOn(now);
        if (!taking && commits.isQuiet(now)) {
            begin();
        }
        if (taking) {
            if (!mayRead) {
                // memory is used up: no record comes that would fill a batch, and what waits in one is part of it
                intake.hurry();
            }
            unlocated.poll(now);
            intake.give(now, this);
            if (unit != null && (unit.isFull() || !now.isBefore(unit.due()))) {
                roll();
            }
            closing.forEach(ClosingUnit::poll);
            commitNext(now);
        }
        commits.start(now);
        pause(!taking || !mayRead || !unlocated.hasRoom() || !intake.hasRoom() || (unit != null && unit.isFull()));
    }

    private void begin() {
        OptionalLong known = commits.next().isPresent() ? commits.next() : from;
        known.ifPresent(position::seek);
        expected = known;
        from = known;
        delivered = commits.next();
        taking = true;
    }

    // the Taker of the intake

    @Override
    public void take(DeliveryRecord record, TableRoute route) {
        unit(record).take(record, route);
    }

    @Override
    public void failed(FailedRecord failed) {
        unit(failed.record()).failed(failed);
    }

    @Override
    public void done(DeliveryRecord source) {
        OpenUnit current = unit(source);
        current.done(source);
        errant.done(current.takeFailure()).ifPresent(current::waitFor);
        if (current.isFull()) {
            roll();
        }
    }

    private OpenUnit unit(DeliveryRecord first) {
        if (unit == null) {
            long begin = from.orElse(first.origin().offset());
            from = OptionalLong.of(begin);
            var name = new UnitFiles.UnitName(topic, partition, begin, attempt());
            var files = new UnitFiles(plan, uploads, active, name);
            Requests requests = plan.records() instanceof DeliveryPlan.Target.Requests to
                    ? new Requests(to.destination(), uploads.budget())
                    : null;
            unit = new OpenUnit(plan, files, requests, begin, clock);
        }
        return unit;
    }

    /** The commit protocol wants names that no other attempt has. */
    private String attempt() {
        return plan.heads().isPresent() ? UUID.randomUUID().toString() : "";
    }

    /** Ends the unit, if it has something, can end here, and may. */
    void roll() {
        OpenUnit ending = unit;
        if (ending != null && !ending.isEmpty() && ending.isBetweenRecords() && closing.size() < MOST_CLOSING) {
            closing.add(ending.close());
            from = OptionalLong.of(ending.next());
            unit = null;
        }
    }

    /** In memory, of the unit that takes records. */
    long memory() {
        return unit == null ? 0 : unit.memory();
    }

    long spill(long wanted) {
        return unit == null ? 0 : unit.files().spill(wanted);
    }

    private void commitNext(Instant now) {
        ClosingUnit first = closing.peek();
        if (committing != null || !commits.isQuiet(now)) {
            return;
        }
        if (first == null) {
            commits.settleIfIdle(now);
            return;
        }
        Optional<Throwable> failure = first.failure();
        if (failure.isPresent()) {
            refused(failure.get(), now);
            return;
        }
        first.uploaded().ifPresent(uploaded -> {
            committing = first;
            commits.commit(uploaded, now);
            if (commits.isReady()) {
                shown();
            }
        });
    }

    /** Looks at what came of the step of the commitment, if it is over. */
    private void goOn(Instant now) {
        Optional<Progress> progress;
        try {
            progress = commits.over(now);
        } catch (ExecutionException e) {
            refused(e.getCause(), now);
            return;
        }
        if (progress.isEmpty()) {
            return;
        }
        if (progress.get() instanceof Progress.Fenced fenced) {
            fenced(fenced);
        }
        if (commits.isReady()) {
            shown();
        }
    }

    private void fenced(Progress.Fenced fenced) {
        LOG.warn(
                "{}-{}: {} went on from {}; ours of it is dropped",
                topic,
                partition,
                fenced.by(),
                fenced.lost().from());
        metrics.fenced();
        committing = null;
        forget();
        forgotten = Instant.MAX;
    }

    /** All that is committed is visible. */
    private void shown() {
        refusals.clear();
        if (committing != null) {
            closing.remove().files().tell(metrics);
            committing = null;
            forgotten = Instant.MAX;
        }
        delivered = commits.next();
    }

    /**
     * Of an upload: its bytes are gone, so they are read again. Of a commit: the same request is made again, since nothing was carried out; its uploads stay.
     */
    private void refused(Throwable cause, Instant now) {
        if (cause instanceof HeadException) {
            throw new ConnectException(cause.getMessage(), cause);
        }
        refusals.add(cause, "The delivery of " + topic + "-" + partition, now);
        commits.backOff(now);
        if (committing == null) {
            OptionalLong first =
                    closing.isEmpty() ? from : OptionalLong.of(closing.element().from());
            forget();
            from = first;
        }
    }

    /** Throws away what was taken and not committed. It is read again. */
    private void forget() {
        forgotten = oldest();
        taking = false;
        unlocated.discard();
        intake.discard();
        errant.discard();
        closing.stream().filter(old -> old != committing).forEach(ClosingUnit::discard);
        closing.clear();
        if (unit != null) {
            unit.discard();
            unit = null;
        }
    }

    /** When the oldest record arrived that was taken and is not delivered, though it may have to be read again. */
    Instant oldest() {
        Instant oldest = earlier(earlier(forgotten, unlocated.oldest()), intake.oldest());
        for (ClosingUnit old : closing) {
            oldest = earlier(oldest, old.files().figures().oldest());
        }
        return unit == null ? oldest : earlier(oldest, unit.files().figures().oldest());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Whether it is not read until something else is done. */
    boolean isHeldBack() {
        return paused;
    }

    private void pause(boolean wanted) {
        if (wanted && !paused) {
            position.pause();
        } else if (!wanted && paused) {
            position.resume();
        }
        paused = wanted;
    }

    /** What the consumer group may be told. */
    OptionalLong delivered() {
        return taking ? delivered : OptionalLong.empty();
    }

    /** When there is something to do though no record comes; the past while others are at work whose answers nobody announces. */
    Instant due() {
        if (commits.isUnderWay() || !closing.isEmpty() || !unlocated.isEmpty() || intake.isWaiting() || !taking) {
            return Instant.MIN;
        }
        Instant due = unit == null ? commits.settleAt() : unit.due();
        return due.isBefore(intake.due()) ? due : intake.due();
    }

    /**
     * The partition is no longer ours: nothing is taken any more. Then {@link #close}.
     *
     * @return done when the last unit is settled, as far as that was possible
     */
    CompletableFuture<?> settle() {
        return committing == null ? commits.settle() : CompletableFuture.completedFuture(null);
    }

    /** What is under way in the store is thrown away, but for a unit whose commit has no answer: that may arrive yet. */
    void close() {
        forget();
    }
}
