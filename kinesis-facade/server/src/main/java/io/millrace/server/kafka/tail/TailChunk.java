package io.millrace.server.kafka.tail;

import io.millrace.server.kafka.StoredRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition that lie one behind the other. Their data is copied together: a slice of a fetch response would keep
 * all of the response in memory, whatever else was in it.
 */
final class TailChunk {

    private static final byte[] NO_KEY = new byte[0];
    private static final int CHUNK_OVERHEAD = 256;

    /** Beside its data and key: where each lies, and what a key costs as an array of its own. */
    private static final int RECORD_OVERHEAD = 56;

    private final long end;
    private final long[] offsets;
    private final long[] timestamps;
    private final byte[][] keys;
    private final int[] dataEnds;
    private final byte[] data;
    private final long bytes;

    /** @param end everything below it has been seen: offsets that hold no record to return are passed over */
    TailChunk(List<ConsumerRecord<byte[], ByteBuffer>> records, long end) {
        int count = records.size();
        this.end = end;
        this.offsets = new long[count];
        this.timestamps = new long[count];
        this.keys = new byte[count][];
        this.dataEnds = new int[count];
        this.data = new byte[records.stream().mapToInt(TailChunk::dataSize).sum()];
        long held = CHUNK_OVERHEAD + data.length;
        ByteBuffer rest = ByteBuffer.wrap(data);
        for (int i = 0; i < count; i++) {
            ConsumerRecord<byte[], ByteBuffer> record = records.get(i);
            offsets[i] = record.offset();
            timestamps[i] = record.timestamp();
            keys[i] = record.key() == null ? NO_KEY : record.key();
            if (record.value() != null) {
                rest.put(record.value().duplicate());
            }
            dataEnds[i] = rest.position();
            held += RECORD_OVERHEAD + keys[i].length;
        }
        this.bytes = held;
    }

    static int dataSize(ConsumerRecord<byte[], ByteBuffer> record) {
        return record.value() == null ? 0 : record.value().remaining();
    }

    long end() {
        return end;
    }

    int count() {
        return offsets.length;
    }

    /** What it takes in memory. */
    long bytes() {
        return bytes;
    }

    /** The first record at or behind the offset. */
    int indexOf(long offset) {
        int found = Arrays.binarySearch(offsets, offset);
        return found >= 0 ? found : -found - 1;
    }

    long offset(int index) {
        return offsets[index];
    }

    long timestamp(int index) {
        return timestamps[index];
    }

    /** As {@link StoredRecord#size}. */
    int size(int index) {
        return keys[index].length + dataEnds[index] - dataStart(index);
    }

    /** Its data has a position of its own. */
    StoredRecord record(int index) {
        int start = dataStart(index);
        ByteBuffer own = ByteBuffer.wrap(data, start, dataEnds[index] - start).slice();
        return new StoredRecord(offsets[index], timestamps[index], keys[index], own);
    }

    private int dataStart(int index) {
        return index == 0 ? 0 : dataEnds[index - 1];
    }
}
