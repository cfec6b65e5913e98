package io.millrace.firehose.metrics;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.step.Step;
import java.util.ArrayList;
import java.util.List;

/** Measures how long the query for partition keys takes, for few of the records: to look at the clock takes as long as a short query. */
public final class SampledStep implements Step {

    private static final int EVERY = 64;
    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private final Step step;
    private final DeliveryMetrics metrics;
    private int records;

    public SampledStep(Step step, DeliveryMetrics metrics) {
        this.step = step;
        this.metrics = metrics;
    }

    @Override
    public void apply(DeliveryRecord in, Output out) {
        if (records++ % EVERY != 0) {
            step.apply(in, out);
            return;
        }
        List<Runnable> held = new ArrayList<>(1);
        long begin = System.nanoTime();
        step.apply(in, new Output() {
            @Override
            public void emit(DeliveryRecord record) {
                held.add(() -> out.emit(record));
            }

            @Override
            public void fail(DeliveryRecord record, Failure failure) {
                held.add(() -> out.fail(record, failure));
            }
        });
        metrics.extracted((System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND);
        held.forEach(Runnable::run);
    }
}
