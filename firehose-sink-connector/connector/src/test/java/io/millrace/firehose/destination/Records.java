package io.millrace.firehose.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records and batches for tests. */
public final class Records {

    private Records() {}

    public static DeliveryRecord record(long offset, byte[] data) {
        return DeliveryRecord.of(new Origin("orders", 3, offset, 0, Instant.parse("2026-02-03T04:05:06.789Z")), data);
    }

    /** A record for each text, from offset 0. */
    public static Batch batch(String... texts) {
        List<DeliveryRecord> records = new ArrayList<>();
        Arrays.stream(texts).forEach(text -> records.add(record(records.size(), text.getBytes(UTF_8))));
        return new Batch(records);
    }

    /** The data of the records that failed, and why: {@code text: code}. */
    public static List<String> told(List<FailedRecord> failed) {
        return failed.stream()
                .map(one -> new String(one.record().data(), UTF_8) + ": "
                        + one.failure().code())
                .toList();
    }
}
