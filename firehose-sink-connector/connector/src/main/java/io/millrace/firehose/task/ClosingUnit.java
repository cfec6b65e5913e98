package io.millrace.firehose.task;

import io.millrace.firehose.delivery.DeliveryUnit;
import io.millrace.firehose.delivery.PendingFile;
import io.millrace.firehose.record.FailedRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** A unit that takes no more records: its requests are answered, then its files are uploaded, then it can be committed. */
final class ClosingUnit {

    private final long from;
    private final long next;
    private final UnitFiles files;
    private final @Nullable Requests requests;
    private final List<Future<?>> told;
    private final CompletableFuture<List<FailedRecord>> answers;
    private @Nullable CompletableFuture<List<PendingFile>> uploads;

    /** @param told what others have to know before the unit is committed */
    ClosingUnit(long from, long next, UnitFiles files, @Nullable Requests requests, List<Future<?>> told) {
        this.from = from;
        this.next = next;
        this.files = files;
        this.requests = requests;
        this.told = told;
        this.answers = requests == null ? CompletableFuture.completedFuture(List.of()) : requests.finish();
        poll();
    }

    /** Goes on with what is there. */
    void poll() {
        if (uploads == null && answers.isDone()) {
            answers.join().forEach(files::writeError);
            if (requests != null) {
                files.figures().answered(requests, answers.join());
                requests.release();
            }
            uploads = files.finish();
        }
    }

    /** The unit, if it can be committed. */
    Optional<DeliveryUnit> uploaded() {
        return uploads == null || !uploads.isDone() || uploads.isCompletedExceptionally() || !areAllTold()
                ? Optional.empty()
                : Optional.of(new DeliveryUnit(from, next, uploads.join()));
    }

    /** @throws ConnectException if one could not be told: the task then fails before anything is committed */
    private boolean areAllTold() {
        for (Future<?> one : told) {
            if (!one.isDone()) {
                return false;
            }
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new ConnectException("Connect's dead-letter topic does not take a record", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Why it cannot be committed, now or ever. */
    Optional<Throwable> failure() {
        if (uploads == null || !uploads.isCompletedExceptionally()) {
            return Optional.empty();
        }
        try {
            uploads.join();
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        }
    }

    long from() {
        return from;
    }

    long next() {
        return next;
    }

    UnitFiles files() {
        return files;
    }

    void discard() {
        files.discard();
        if (requests != null) {
            requests.release();
        }
    }
}
