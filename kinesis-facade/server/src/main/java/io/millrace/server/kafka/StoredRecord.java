package io.millrace.server.kafka;

import java.nio.ByteBuffer;

/**
 * A record as it lies in a partition.
 *
 * @param timestamp the broker's LogAppendTime, epoch milliseconds
 * @param key the partition key's UTF-8 bytes; empty if a Kafka-native producer gave none
 * @param data a slice of the fetched batch: not to be written to
 */
public record StoredRecord(long offset, long timestamp, byte[] key, ByteBuffer data) {

    /** What counts towards the size limits of a read. */
    public int size() {
        return key.length + data.remaining();
    }
}
