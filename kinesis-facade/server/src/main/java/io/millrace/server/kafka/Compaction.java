package io.millrace.server.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A record's data is a slice of the response that it was fetched in, and keeps all of it in memory. A page that holds little of
 * what it would so keep gets copies.
 */
final class Compaction {

    private static final int NEGLIGIBLE = 64 * 1024;

    private Compaction() {}

    static List<StoredRecord> of(List<StoredRecord> records) {
        long kept = 0;
        int held = 0;
        byte[] last = null;
        for (StoredRecord record : records) {
            held += record.data().remaining();
            if (record.data().hasArray() && record.data().array() != last) {
                last = record.data().array();
                kept += last.length;
            }
        }
        return kept <= 2L * held + NEGLIGIBLE ? records : copied(records, held);
    }

    private static List<StoredRecord> copied(List<StoredRecord> records, int bytes) {
        ByteBuffer all = ByteBuffer.allocate(bytes);
        List<StoredRecord> copies = new ArrayList<>(records.size());
        for (StoredRecord record : records) {
            int start = all.position();
            all.put(record.data().duplicate());
            ByteBuffer data = all.slice(start, all.position() - start);
            copies.add(new StoredRecord(record.offset(), record.timestamp(), record.key(), data));
        }
        return copies;
    }
}
