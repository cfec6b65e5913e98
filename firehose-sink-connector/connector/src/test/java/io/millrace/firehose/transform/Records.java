package io.millrace.firehose.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Records and answers for tests. */
public final class Records {

    public static final Instant ARRIVAL = Instant.parse("2026-02-03T04:05:06.789Z");
    public static final Envelope DIRECT = new Envelope(
            Envelope.Shape.DIRECT, "arn:aws:firehose:eu-west-1:000000000000:deliverystream/s", "eu-west-1", "");
    public static final Envelope KINESIS = new Envelope(
            Envelope.Shape.KINESIS, "arn:aws:firehose:eu-west-1:000000000000:deliverystream/s", "eu-west-1", "");
    public static final Envelope KAFKA = new Envelope(
            Envelope.Shape.KAFKA,
            "arn:aws:firehose:eu-west-1:000000000000:deliverystream/s",
            "eu-west-1",
            "arn:aws:kafka:eu-west-1:000000000000:cluster/c");

    private Records() {}

    public static DeliveryRecord record(long offset, String data) {
        return record(offset, data.getBytes(UTF_8));
    }

    public static DeliveryRecord record(long offset, byte[] data) {
        return DeliveryRecord.of(new Origin("orders", 3, offset, 0, ARRIVAL), data);
    }

    public static List<DeliveryRecord> records(int count) {
        List<DeliveryRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(i, "r" + i));
        }
        return records;
    }

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** An entry of an answer; {@code rest} is more of its JSON, with a comma before it. */
    public static String answer(long offset, String result, String rest) {
        return "{\"recordId\":\"orders-3-%d-0\",\"result\":\"%s\"%s}".formatted(offset, result, rest);
    }

    public static String ok(long offset, String data) {
        return answer(offset, "Ok", ",\"data\":\"" + base64(data) + "\"");
    }

    public static byte[] response(String... answers) {
        return ("{\"records\":[" + String.join(",", answers) + "]}").getBytes(UTF_8);
    }

    /** A word for each result: the data, {@code dropped}, or the error's code. */
    public static List<String> told(List<Transformed> results) {
        return results.stream().map(Records::told).toList();
    }

    private static String told(Transformed result) {
        if (result instanceof Transformed.Ok ok) {
            return new String(ok.record().data(), UTF_8);
        }
        return result instanceof Transformed.Failed failed ? failed.failure().code() : "dropped";
    }
}
