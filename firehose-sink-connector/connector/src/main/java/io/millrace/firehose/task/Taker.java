package io.millrace.firehose.task;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.transform.TableRoute;

/** Takes what came of a partition's records, in the order of their offsets. */
interface Taker {

    void take(DeliveryRecord record, TableRoute route);

    void failed(FailedRecord record);

    /** All that came of a Kafka record was given before: a unit may end here. */
    void done(DeliveryRecord source);
}
