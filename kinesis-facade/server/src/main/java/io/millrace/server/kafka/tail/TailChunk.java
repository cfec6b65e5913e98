package io.millrace.server.kafka.tail;

import io.millrace.server.kafka.RecordForm;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.wire.AnswerStream;
import io.millrace.server.wire.SharedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

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
    private final ChunkForms forms = new ChunkForms();
    private long bytes;
    private volatile @Nullable TailMemory holder;

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

    /** What it takes in memory, forms and all. */
    long bytes() {
        return bytes;
    }

    ChunkForms forms() {
        return forms;
    }

    /** It is in the memory's account from now on, and the memory alone changes what it takes. */
    void heldBy(TailMemory memory) {
        holder = memory;
    }

    boolean isHeld() {
        return holder != null;
    }

    void grow(long more) {
        bytes += more;
    }

    /** It is in nobody's account any more. */
    void letGo() {
        holder = null;
        forms.close();
    }

    /** Encodes all of it for other readers to refer to; false if there is no room for that, or somebody has. */
    boolean encode(RecordForm form, AnswerStream answer) throws IOException {
        TailMemory memory = holder;
        if (memory == null) {
            return false;
        }
        int[] ends = new int[offsets.length];
        Encoding all = new Encoding(data.length * 3 / 2 + 256 * offsets.length);
        for (int i = 0; i < offsets.length; i++) {
            form.write(record(i), false, all);
            ends[i] = all.size();
        }
        if (!memory.charge(this, all.size() + 4L * ends.length)) {
            return false;
        }
        SharedBytes shared = all.share(answer);
        if (!forms.keep(form, shared, ends)) {
            shared.release();
            return false;
        }
        return true;
    }

    /** Hands its bytes on without a copy. */
    private static final class Encoding extends ByteArrayOutputStream {

        Encoding(int size) {
            super(size);
        }

        SharedBytes share(AnswerStream answer) {
            return answer.share(buf, count);
        }
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
