package io.millrace.firehose.destination.splunk;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.firehose.json.JsonSpan;
import io.millrace.firehose.json.MalformedJsonException;
import io.millrace.firehose.record.DeliveryRecord;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which records a collector did not want. It tells the number of the first bad event only, and a record may hold several events; those that
 * are no JSON objects at all are known without asking it for each.
 */
final class BadEvents {

    private BadEvents() {}

    /** Indexes of the records; none if it cannot be told which they are. */
    static BitSet in(List<DeliveryRecord> records, OptionalInt firstBad) {
        var bad = new BitSet(records.size());
        int events = 0;
        for (int i = 0; i < records.size(); i++) {
            int count = objects(records.get(i).data());
            if (count < 0) {
                bad.set(i);
            } else if (bad.isEmpty() && firstBad.isPresent() && firstBad.getAsInt() - events < count) {
                // from the first bad record on, the collector counted no further
                bad.set(i);
            }
            events += Math.max(count, 0);
        }
        return bad;
    }

    /** Negative if there is something else. */
    private static int objects(byte[] data) {
        try {
            List<JsonSpan> documents = JsonSpan.in(data);
            return documents.stream().allMatch(document -> document.first() == JsonToken.START_OBJECT)
                    ? documents.size()
                    : -1;
        } catch (MalformedJsonException e) {
            return -1;
        }
    }
}
