package io.millrace.firehose.step;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;

/** One thing that is done to a record. Keeps nothing from one record to the next. */
@FunctionalInterface
public interface Step {

    void apply(DeliveryRecord in, Output out);

    /** This step, and then another with what comes of it. */
    default Step then(Step next) {
        return (in, out) -> apply(in, new Output() {
            @Override
            public void emit(DeliveryRecord record) {
                next.apply(record, out);
            }

            @Override
            public void fail(DeliveryRecord record, Failure failure) {
                out.fail(record, failure);
            }
        });
    }

    /** Takes what comes of a record, in its order. */
    interface Output {

        void emit(DeliveryRecord record);

        void fail(DeliveryRecord record, Failure failure);
    }
}
