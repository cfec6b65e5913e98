package io.millrace.server.kafka.tail;

import io.millrace.mapping.StreamName;
import io.millrace.server.kafka.ReadRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer fetches them, and requests for them. */
final class Fetched {

    static final StreamName ORDERS = new StreamName("orders");
    static final String LIFE = "life";

    private Fetched() {}

    /** With the key "k" and as much data. */
    static ConsumerRecord<byte[], ByteBuffer> record(long offset, long timestamp, int dataBytes) {
        byte[] key = "k".getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                ORDERS.value(),
                0,
                offset,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                1,
                dataBytes,
                key,
                ByteBuffer.wrap(new byte[dataBytes]),
                new RecordHeaders(),
                Optional.empty());
    }

    /** Each with nine bytes of data, and its offset for its timestamp. */
    static TailChunk chunk(long end, long... offsets) {
        return new TailChunk(
                Arrays.stream(offsets)
                        .mapToObj(offset -> record(offset, offset, 9))
                        .toList(),
                end);
    }

    static ReadRequest from(long offset) {
        return request(offset, ReadRequest.NO_END, 0, 1000, 1_000_000);
    }

    static ReadRequest request(long from, long end, long notBefore, int maxRecords, int maxBytes) {
        return new ReadRequest(ORDERS, LIFE, 0, from, end, Instant.ofEpochMilli(notBefore), maxRecords, maxBytes);
    }

    static List<Long> offsets(TailPage page) {
        return page.records().stream().map(record -> record.offset()).toList();
    }
}
