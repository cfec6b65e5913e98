package io.millrace.server.kafka;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.kafka.RecordHashKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record that may lie where no shard is, with all that its producer gave it. */
public final class StrayRecord {

    /** Where a record that was carried on lay first: {@code shardId-000000000003/1234}, or {@code partition-3/1234} where no shard was. */
    public static final String ORIGIN = "millrace-stray-origin";

    private final ConsumerRecord<byte[], byte[]> record;

    public StrayRecord(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    public long offset() {
        return record.offset();
    }

    /** The broker's LogAppendTime, epoch milliseconds. */
    public long timestamp() {
        return record.timestamp();
    }

    /** The one that a header names, or that of its key. */
    public HashKey hashKey() {
        return RecordHashKey.of(record.key(), record.headers());
    }

    /** The same record for another partition. One that strayed before keeps its first origin. */
    ProducerRecord<byte[], byte[]> to(int partition, String origin) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        if (headers.lastHeader(ORIGIN) == null) {
            headers.add(ORIGIN, (origin + "/" + record.offset()).getBytes(StandardCharsets.US_ASCII));
        }
        return new ProducerRecord<>(record.topic(), partition, null, record.key(), record.value(), headers);
    }
}
