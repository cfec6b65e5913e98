package io.millrace.firehose.task;

import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.PendingFile;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.metrics.FileUse;
import io.millrace.firehose.prefix.ObjectKey;
import io.millrace.firehose.prefix.PrefixTemplate;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The files of one unit: its records by prefix, its failed records by type, its backup. */
final class UnitFiles {

    /** A head names all files of a unit; it is to stay small. */
    private static final int MOST_FILES = 1000;

    private final DeliveryPlan plan;
    private final Uploads uploads;
    private final ActivePartitions active;
    private final UnitName unit;
    private final UnitFigures figures = new UnitFigures();
    private final Map<PrefixTemplate, OpenFile> records = new LinkedHashMap<>();
    private final Map<Errors, OpenFile> errors = new HashMap<>();
    private @Nullable OpenFile backup;
    private final List<OpenFile> cut = new ArrayList<>();
    private final List<CompletableFuture<Optional<PendingFile>>> finished = new ArrayList<>();
    private int count;
    private boolean full;

    UnitFiles(DeliveryPlan plan, Uploads uploads, ActivePartitions active, UnitName unit) {
        this.plan = plan;
        this.uploads = uploads;
        this.active = active;
        this.unit = unit;
    }

    /**
     * What the names of a unit's objects are made of.
     *
     * @param attempt as {@link ObjectKey#attempt}
     */
    record UnitName(String topic, int partition, long from, String attempt) {}

    /** Failed records that go to one object. */
    private record Errors(ErrorType type, PrefixTemplate prefix) {}

    /** Writes a record to the file of its prefix. */
    Optional<Failure> write(FileTarget target, DeliveryRecord record) {
        Optional<PrefixTemplate> bound = target.prefix().bind(record);
        if (bound.isEmpty()) {
            return Optional.of(Partitioning.keyIsMissing());
        }
        PrefixTemplate prefix = bound.get();
        OpenFile file = records.get(prefix);
        if (file == null) {
            if (!prefix.fits()) {
                return Optional.of(Partitioning.prefixIsTooLong());
            }
            if (!prefix.isNameable()) {
                return Optional.of(Partitioning.prefixIsNoName());
            }
            if (!active.open(prefix)) {
                return Optional.of(Partitioning.tooManyActive());
            }
            file = open(FileUse.RECORDS, target, (oldest, random) -> prefix.evaluate(oldest, random));
            records.put(prefix, file);
        }
        Optional<Failure> failure = file.write(record);
        if (file.size() >= plan.bufferBytes()) {
            recordsAreFull(prefix, file);
        }
        return failure;
    }

    /** One prefix that is full ends the unit if it is the only one; else it gets another file, and the others go on filling theirs. */
    private void recordsAreFull(PrefixTemplate prefix, OpenFile file) {
        if (records.size() == 1 && cut.isEmpty()) {
            full = true;
        } else {
            cut(file);
            records.remove(prefix);
            active.close(prefix);
        }
    }

    void writeError(FailedRecord failed) {
        Errors same = new Errors(failed.failure().type(), plan.errorPrefix(failed));
        OpenFile file = errors.computeIfAbsent(
                same,
                them -> open(
                        FileUse.FAILED_RECORDS,
                        plan.errors(),
                        (oldest, random) -> them.prefix().evaluate(oldest, them.type(), random)));
        file.write(failed.record().withData(document(failed)));
        figures.failed(failed);
        if (file.size() >= plan.bufferBytes()) {
            cut(file);
            errors.remove(same);
        }
    }

    private byte[] document(FailedRecord failed) {
        var out = new ByteArrayOutputStream(512 + failed.record().raw().length / 3 * 4);
        try {
            plan.errorLayout().write(failed, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    void writeBackup(FileTarget target, DeliveryRecord source) {
        OpenFile file = backup;
        if (file == null) {
            file = open(
                    FileUse.BACKUP, target, (oldest, random) -> target.prefix().evaluate(oldest, random));
        }
        file.write(source);
        if (file.size() >= plan.bufferBytes()) {
            cut(file);
            file = null;
        }
        backup = file;
    }

    private OpenFile open(FileUse use, FileTarget target, BiFunction<Instant, ThreadLocalRandom, String> prefix) {
        int number = count++;
        return new OpenFile(uploads, use, target, oldest -> {
            ObjectKey key = new ObjectKey(
                    plan.name(),
                    plan.version(),
                    unit.topic(),
                    unit.partition(),
                    unit.from(),
                    prefix.apply(oldest, ThreadLocalRandom.current()),
                    number,
                    unit.attempt());
            return new ObjectName(target.bucket(), key.key(oldest, target.zone(), target.extension()));
        });
    }

    private void cut(OpenFile file) {
        cut.add(file);
        finished.add(file.finish());
        full |= cut.size() >= MOST_FILES;
    }

    boolean isFull() {
        return full;
    }

    /** In memory, of files that take records. */
    long memory() {
        long memory = backup == null ? 0 : backup.memory();
        for (OpenFile file : records.values()) {
            memory += file.memory();
        }
        for (OpenFile file : errors.values()) {
            memory += file.memory();
        }
        return memory;
    }

    /** Moves bytes to disk, of the largest files first, until so many are free. Tells how many were. */
    long spill(long wanted) {
        List<OpenFile> largest = open();
        largest.sort(Comparator.comparingLong(OpenFile::spillable).reversed());
        long freed = 0;
        for (OpenFile file : largest) {
            long bytes = file.spillable();
            if (freed >= wanted || bytes == 0 || !file.spill()) {
                break;
            }
            freed += bytes;
        }
        return freed;
    }

    private List<OpenFile> open() {
        List<OpenFile> open = new ArrayList<>(records.values());
        open.addAll(errors.values());
        if (backup != null) {
            open.add(backup);
        }
        return open;
    }

    /** Uploads all that is left. Then no record is taken any more. */
    CompletableFuture<List<PendingFile>> finish() {
        records.keySet().forEach(active::close);
        open().forEach(this::cut);
        records.clear();
        errors.clear();
        backup = null;
        return CompletableFuture.allOf(finished.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        finished.stream().flatMap(file -> file.join().stream()).toList());
    }

    UnitFigures figures() {
        return figures;
    }

    /** All of it is visible. */
    void tell(DeliveryMetrics metrics) {
        cut.forEach(file -> file.tell(metrics));
        figures.tell(metrics);
    }

    void discard() {
        records.keySet().forEach(active::close);
        open().forEach(OpenFile::discard);
        cut.forEach(OpenFile::discard);
        records.clear();
        errors.clear();
        backup = null;
        cut.clear();
    }
}
