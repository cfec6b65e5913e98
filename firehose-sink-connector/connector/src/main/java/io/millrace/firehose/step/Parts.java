package io.millrace.firehose.step;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import java.util.List;

/** What a step has to say of a record, all of it or nothing. */
final class Parts {

    private Parts() {}

    static void emit(DeliveryRecord in, List<byte[]> found, Step.Output out) {
        for (int i = 0; i < found.size(); i++) {
            out.emit(in.part(i, found.get(i)));
        }
    }

    static void fail(DeliveryRecord in, String code, String message, Step.Output out) {
        out.fail(in, new Failure(ErrorType.PROCESSING_FAILED, code, message));
    }
}
