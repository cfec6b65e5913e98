package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.server.kafka.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A record as readers get it.
 *
 * @param partitionKey the Kafka record's key as UTF-8; {@link #NO_KEY} if it has none
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html">Record</a>
 */
public record Record(String sequenceNumber, Instant approximateArrivalTimestamp, ByteBuffer data, String partitionKey) {

    /** Kafka-native producers may give no key, but a partition key has one character at least. */
    static final String NO_KEY = "-";

    static Record of(Shard shard, StoredRecord stored) {
        return new Record(
                shard.sequenceNumberOf(stored.offset(), stored.timestamp()).toString(),
                Instant.ofEpochMilli(stored.timestamp()),
                stored.data(),
                stored.key().length == 0 ? NO_KEY : new String(stored.key(), StandardCharsets.UTF_8));
    }
}
