package io.millrace.firehose.step;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What happens to a record before the transform, in the service's order, whatever order it was configured in. */
public final class Steps implements Step {

    private static final List<Class<? extends Step>> ORDER = List.of(
            KplDeAggregation.class,
            JsonDeAggregation.class,
            DelimitedDeAggregation.class,
            Decompression.class,
            CloudWatchLogs.class);

    /** What may come of one record: an aggregate of archives would be thousands of times its size, all of it in memory. */
    static final int MOST_BYTES = 64 << 20;

    private static final Failure TOO_MUCH = new Failure(
            ErrorType.PROCESSING_FAILED,
            Decompression.CODE,
            "More than " + MOST_BYTES + " bytes come of the record that it came in.");

    private final List<Step> steps;

    public Steps(Collection<? extends Step> chosen) {
        steps = chosen.stream()
                .sorted(Comparator.comparingInt(Steps::rank))
                .map(Step.class::cast)
                .toList();
        if (steps.stream().map(Steps::rank).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("Processors: one is there twice: name each once");
        }
        if (has(JsonDeAggregation.class) && has(DelimitedDeAggregation.class)) {
            throw new IllegalArgumentException("SubRecordType: it is JSON and DELIMITED: choose one");
        }
    }

    private static int rank(Step step) {
        int rank = ORDER.indexOf(step.getClass());
        if (rank < 0) {
            throw new IllegalArgumentException(step.getClass().getSimpleName() + " does not come before the transform");
        }
        return rank;
    }

    private boolean has(Class<? extends Step> type) {
        return steps.stream().anyMatch(type::isInstance);
    }

    @Override
    public void apply(DeliveryRecord in, Output out) {
        if (steps.isEmpty()) {
            out.emit(in);
        } else {
            from(0, in, new Numbered(out));
        }
    }

    private void from(int index, DeliveryRecord record, Output out) {
        if (index == steps.size()) {
            out.emit(record);
            return;
        }
        steps.get(index).apply(record, new Output() {
            @Override
            public void emit(DeliveryRecord found) {
                from(index + 1, found, out);
            }

            @Override
            public void fail(DeliveryRecord failed, Failure failure) {
                out.fail(failed, failure);
            }
        });
    }

    /**
     * Counts what comes of one record, so that no two have one {@link Origin#id}, though several steps took it apart, and so that it is not more than
     * memory has room for.
     */
    private static final class Numbered implements Output {

        private final Output out;
        private int count;
        private long bytes;

        Numbered(Output out) {
            this.out = out;
        }

        @Override
        public void emit(DeliveryRecord record) {
            bytes += record.data().length;
            if (bytes > MOST_BYTES) {
                fail(record.withData(record.raw()), TOO_MUCH);
            } else {
                out.emit(numbered(record));
            }
        }

        @Override
        public void fail(DeliveryRecord record, Failure failure) {
            out.fail(numbered(record), failure);
        }

        private DeliveryRecord numbered(DeliveryRecord record) {
            return new DeliveryRecord(
                    record.origin().withPart(count++),
                    record.data(),
                    record.raw(),
                    record.queryKeys(),
                    record.transformKeys());
        }
    }
}
