package io.millrace.firehose.task;

import io.millrace.firehose.buffer.Content;
import io.millrace.firehose.buffer.Staging;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.PendingFile;
import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.metrics.FileUse;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.upload.FileUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file that records are written to. What is encoded waits here until there is enough to be compressed and uploaded, which the threads of uploads do, one
 * piece of a file after the other.
 */
final class OpenFile {

    /** So much is handed over at a time: then some compressed parts are full, and a file that stays smaller has no compressor until it ends. */
    private static final long HAND_OVER = 8 << 20;

    /** How often an encoder is asked what it holds: asking has a price for each column. */
    private static final int RECORDS_BETWEEN = 64;

    private final Uploads uploads;
    private final FileUse use;
    private final FileTarget target;
    private final Function<Instant, ObjectName> naming;
    private final Staging staging;
    private final RecordEncoder encoder;
    private Instant oldest = Instant.MAX;
    private long records;
    private long size;
    private long encoderHeld;
    private volatile boolean unwanted;
    private @Nullable FileUpload upload;
    private CompletableFuture<@Nullable Void> handedOver = CompletableFuture.completedFuture(null);
    private @Nullable CompletableFuture<Optional<PendingFile>> finished;

    /** @param naming the object's name, given when its oldest record arrived */
    OpenFile(Uploads uploads, FileUse use, FileTarget target, Function<Instant, ObjectName> naming) {
        this.uploads = uploads;
        this.use = use;
        this.target = target;
        this.naming = naming;
        this.staging = new Staging(uploads.budget(), uploads.spill());
        try {
            this.encoder = target.format().open(staging);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Failure> write(DeliveryRecord record) {
        try {
            Optional<Failure> failure = encoder.write(record);
            if (failure.isPresent()) {
                return failure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        Instant arrival = record.origin().arrival();
        oldest = arrival.isBefore(oldest) ? arrival : oldest;
        size += record.data().length;
        if (records++ % RECORDS_BETWEEN == 0) {
            holds(encoder.heldBytes());
        }
        if (staging.size() >= HAND_OVER) {
            handOver();
        }
        return Optional.empty();
    }

    private void handOver() {
        FileUpload to = upload();
        Content content = staging.take();
        handedOver = handedOver.handleAsync(
                (before, error) -> {
                    try (content) {
                        check(error);
                        to.append(content);
                        return before;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                uploads.threads());
    }

    private void holds(long bytes) {
        uploads.budget().add(bytes - encoderHeld);
        encoderHeld = bytes;
    }

    /** Of its records before they are encoded and compressed. */
    long size() {
        return size;
    }

    long records() {
        return records;
    }

    /** What is in memory here, and goes when the file is finished. */
    long memory() {
        return staging.memory() + encoderHeld + (upload == null ? 0 : upload.held());
    }

    /** What of it can go to disk. */
    long spillable() {
        return staging.memory();
    }

    boolean spill() {
        return staging.spill();
    }

    /** Uploads the rest; nothing comes of a file without a record, or without a byte. Nothing may be written after it. */
    CompletableFuture<Optional<PendingFile>> finish() {
        finished = records == 0 ? nothing() : uploadRest();
        return finished;
    }

    /** None of its records could be encoded, so it has no arrival to be named by, though a format may have written its beginning. */
    private CompletableFuture<Optional<PendingFile>> nothing() {
        encoder.close();
        holds(0);
        staging.discard();
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletableFuture<Optional<PendingFile>> uploadRest() {
        FileUpload to = upload();
        return handedOver.handleAsync(
                (before, error) -> {
                    try (encoder) {
                        check(error);
                        encoder.finish();
                        to.append(staging.take());
                        return to.finish(records);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        holds(0);
                        staging.discard();
                    }
                },
                uploads.threads());
    }

    /** The file was uploaded, and is visible. */
    void tell(DeliveryMetrics metrics) {
        if (finished != null) {
            finished.join().ifPresent(file -> metrics.shown(use, file.records(), file.size(), size));
        }
    }

    /** A piece of a file is of no use without those before it, or when nobody wants the file. */
    private void check(@Nullable Throwable error) {
        if (error != null) {
            throw error instanceof CompletionException e ? e : new CompletionException(error);
        }
        if (unwanted) {
            throw new CancellationException("nobody wants the file");
        }
    }

    private FileUpload upload() {
        if (upload == null) {
            upload = new FileUpload(
                    uploads.store(), uploads.patience(), uploads.budget(), naming.apply(oldest), target.compression());
        }
        return upload;
    }

    /** Throws the file away, also from the store; of one that was finished too. */
    void discard() {
        unwanted = true;
        if (finished == null) {
            encoder.close();
            holds(0);
            staging.discard();
        }
        FileUpload begun = upload;
        if (begun != null) {
            CompletableFuture<?> last = finished == null ? handedOver : finished;
            last.whenCompleteAsync((done, error) -> begun.abort(), uploads.threads());
        }
    }
}
