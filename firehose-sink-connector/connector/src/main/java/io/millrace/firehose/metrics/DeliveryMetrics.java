package io.millrace.firehose.metrics;

import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.transform.Transformed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What a task counts. Its methods are for the task's thread but where they say otherwise, and none of them waits.
 *
 * <p>What is delivered is counted when it is visible: what is thrown away and read again is counted once there, and each time as read and as transformed.
 */
public final class DeliveryMetrics {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    final Volume read = new Volume();
    final Volume delivered = new Volume();
    final Volume backup = new Volume();
    final Volume converted = new Volume();
    final Map<FileUse, Count> objects = new EnumMap<>(FileUse.class);
    final Map<ErrorType, Volume> failed = new EnumMap<>(ErrorType.class);
    final LongAdder transformedRecords = new LongAdder();
    final LongAdder transformedBytes = new LongAdder();
    final Recent invocationMillis;
    final Recent invocationSuccess;
    final Recent extractionMillis;
    final Recent requestSuccess;
    final Recent storeSuccess;
    final LongAdder storeSilences = new LongAdder();
    final LongAdder storeRefusals = new LongAdder();
    final Count fenced = new Count();
    private volatile State state = new State(Instant.MAX, 0, 0, 0);
    private volatile Instant exceeded = Instant.MIN;
    private long refusedPrefixes;

    /** @param nanoTime {@link System#nanoTime} */
    public DeliveryMetrics(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.invocationMillis = new Recent(nanoTime);
        this.invocationSuccess = new Recent(nanoTime);
        this.extractionMillis = new Recent(nanoTime);
        this.requestSuccess = new Recent(nanoTime);
        this.storeSuccess = new Recent(nanoTime);
        for (FileUse use : FileUse.values()) {
            objects.put(use, new Count());
        }
        for (ErrorType type : ErrorType.values()) {
            failed.put(type, new Volume());
        }
    }

    /**
     * What is so now.
     *
     * @param oldest when the oldest record arrived that was taken and is not delivered; {@link Instant#MAX} if there is none
     * @param prefixes that files are open for
     * @param refusedPrefixes how often there was no room for one more, since the task began
     * @param heldBack partitions that are not read since something else is to be done first
     */
    public record State(Instant oldest, int prefixes, long refusedPrefixes, int heldBack) {}

    /** A record was taken from Kafka. */
    public void read(long bytes) {
        read.add(1, bytes);
    }

    /**
     * A file became visible.
     *
     * @param stored its bytes as an object
     * @param taken its records' bytes before they were encoded and compressed
     */
    public void shown(FileUse use, long records, long stored, long taken) {
        objects.get(use).add(1);
        if (use == FileUse.RECORDS) {
            delivered.add(records, stored);
            converted.add(records, taken);
        } else if (use == FileUse.BACKUP) {
            backup.add(records, stored);
        }
    }

    /** Records became visible by requests; their unit is done. */
    public void delivered(Amount amount) {
        delivered.add(amount.records(), amount.bytes());
    }

    /** All answers to the requests of a unit are there. */
    public void answered(long records, long of) {
        requestSuccess.addShare(records, of);
    }

    /** Records are in the error output, where they can be seen. */
    public void failed(ErrorType type, Amount amount) {
        failed.get(type).add(amount.records(), amount.bytes());
    }

    /** A unit was dropped since somebody else went on from where it began. */
    public void fenced() {
        fenced.add(1);
    }

    public void now(State newState) {
        if (newState.refusedPrefixes() > refusedPrefixes) {
            refusedPrefixes = newState.refusedPrefixes();
            exceeded = clock.instant();
        }
        state = newState;
    }

    /** What a function made of a batch. By any thread. */
    public void transformed(List<Transformed> results) {
        Amount succeeded = new Amount();
        for (Transformed result : results) {
            if (!(result instanceof Transformed.Failed)) {
                succeeded.add(1, result.record().data().length);
            }
        }
        transformedRecords.add(succeeded.records());
        transformedBytes.add(succeeded.bytes());
    }

    /** A function answered, or did not. By any thread. */
    void invoked(double millis, boolean succeeded) {
        invocationMillis.add(millis);
        invocationSuccess.add(succeeded ? 1 : 0);
    }

    /** The store answered what was asked. By any thread. */
    void storeAnswered() {
        storeSuccess.add(1);
    }

    /** The store gave no answer, and is asked again. By any thread. */
    void storeWasSilent() {
        storeSilences.increment();
        storeSuccess.add(0);
    }

    /** By any thread. */
    void storeRefused() {
        storeRefusals.increment();
        storeSuccess.add(0);
    }

    /** The partition keys of one record were looked for. */
    void extracted(double millis) {
        extractionMillis.add(millis);
    }

    State state() {
        return state;
    }

    /** In seconds. */
    double freshness() {
        Instant oldest = state.oldest();
        Instant now = clock.instant();
        return oldest.isBefore(now) ? Duration.between(oldest, now).toMillis() / 1000.0 : 0;
    }

    boolean exceedsPartitions() {
        return exceeded.isAfter(Instant.MIN) && exceeded.plus(A_MINUTE).isAfter(clock.instant());
    }
}
