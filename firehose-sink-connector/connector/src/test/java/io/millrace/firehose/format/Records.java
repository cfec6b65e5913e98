package io.millrace.firehose.format;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Records for tests. */
public final class Records {

    private Records() {}

    public static DeliveryRecord record(String data) {
        return record(data.getBytes(StandardCharsets.UTF_8));
    }

    public static DeliveryRecord record(byte[] data) {
        return DeliveryRecord.of(new Origin("orders", 0, 0, 0, Instant.EPOCH), data);
    }
}
