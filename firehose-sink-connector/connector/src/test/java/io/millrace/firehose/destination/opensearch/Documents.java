package io.millrace.firehose.destination.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Origin;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What tests of this room deliver, and to where. */
final class Documents {

    static final Instant ARRIVAL = Instant.parse("2026-02-03T04:05:06Z");

    private Documents() {}

    static DeliveryRecord record(long offset, String json) {
        return DeliveryRecord.of(new Origin("orders", 3, offset, 0, ARRIVAL), json.getBytes(UTF_8));
    }

    /** One for each document, at the offsets 0, 1, ... */
    static Batch batch(String... documents) {
        List<DeliveryRecord> records = new ArrayList<>();
        for (String document : documents) {
            records.add(record(records.size(), document));
        }
        return new Batch(records);
    }

    static OpenSearchSettings settings(URI endpoint) {
        return new OpenSearchSettings(
                endpoint,
                "orders",
                IndexRotation.ONE_DAY,
                DocumentIdFormat.FIREHOSE_DEFAULT,
                "",
                ClusterAccess.OPEN,
                Duration.ofMinutes(5));
    }

    /** {@code offset code}, for each. */
    static List<String> told(List<FailedRecord> failed) {
        return failed.stream()
                .map(one -> one.record().origin().offset() + " " + one.failure().code())
                .toList();
    }
}
