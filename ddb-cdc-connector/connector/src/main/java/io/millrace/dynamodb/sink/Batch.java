package io.millrace.dynamodb.sink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.connect.sink.SinkRecord;

/** What Connect handed over at once: of each item the last change alone. */
final class Batch {

    private final List<SinkRecord> records;
    private final boolean ordered;
    private final Map<Write.Item, Write> byItem = new LinkedHashMap<>();
    private int replaced;

    /** @param byPosition whether a change's position says which is the last, and not where it is in the topic */
    Batch(List<SinkRecord> records, boolean byPosition) {
        this.records = records;
        this.ordered = byPosition;
    }

    /** Whether these are its records, handed over again. */
    boolean isOf(List<SinkRecord> others) {
        if (records.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    void add(Write write) {
        Write other = byItem.get(write.of());
        if (other == null) {
            byItem.put(write.of(), write);
            return;
        }
        replaced++;
        if (!ordered || !write.mark().from().equals(other.mark().from())) {
            byItem.put(write.of(), write);
        } else if (replaces(write, other)) {
            byItem.put(write.of(), Versions.merged(other, write));
        }
    }

    /** If both were done, one after the other. */
    private static boolean replaces(Write write, Write other) {
        return write.mark().position().isAfter(other.mark().position())
                && (other.item().isEmpty() || !Versions.isOlder(write.version(), other.version()));
    }

    /** How many changes gave way to others of their item. */
    int replaced() {
        return replaced;
    }

    ConcurrentLinkedQueue<Write> writes() {
        return new ConcurrentLinkedQueue<>(byItem.values());
    }
}
