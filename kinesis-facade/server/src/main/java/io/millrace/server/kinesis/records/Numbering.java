package io.millrace.server.kinesis.records;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.server.kafka.StoredRecord;

/** What a shard's sequence numbers have in common. */
record Numbering(long creationSecond, long shardNumber) {

    static Numbering of(Shard shard) {
        return new Numbering(shard.creationSecond(), shard.id().number());
    }

    void print(StoredRecord record, byte[] target, int offset) {
        SequenceNumber.ofRecord(creationSecond, record.offset(), record.timestamp(), shardNumber)
                .print(target, offset);
    }
}
