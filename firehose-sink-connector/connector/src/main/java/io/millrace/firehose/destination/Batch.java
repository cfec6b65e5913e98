package io.millrace.firehose.destination;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Origin;
import java.util.List;

/** Records of one partition, in their order, that are delivered together. */
public record Batch(List<DeliveryRecord> records) {

    public Batch {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a batch needs a record");
        }
    }

    /** The same whenever these records are delivered again: {@code topic-partition-offset-part-offset-part}, from the first to the last. */
    public String id() {
        Origin first = records.get(0).origin();
        Origin last = records.get(records.size() - 1).origin();
        return first.id() + "-" + last.offset() + "-" + last.part();
    }
}
