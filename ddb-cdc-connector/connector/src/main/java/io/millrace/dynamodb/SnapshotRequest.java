package io.millrace.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a signal asks for. Tables are named by regular expressions of their whole names. */
sealed interface SnapshotRequest {

    /**
     * A snapshot beside the stream.
     *
     * @param offset of the signal in Kafka, if it came from there
     */
    record Begin(String id, List<Pattern> tables, Optional<Long> offset) implements SnapshotRequest {}

    /** A snapshot while which nothing of the table is streamed. */
    record Block(List<Pattern> tables) implements SnapshotRequest {}

    /** No more of the snapshots beside the stream; of all tables, if none is named. */
    record Stop(List<Pattern> tables) implements SnapshotRequest {}

    record Pause() implements SnapshotRequest {}

    record Resume() implements SnapshotRequest {}

    /** It cannot be done. */
    record Refused(String id, String reason) implements SnapshotRequest {}

    static boolean isNamed(String table, List<Pattern> tables) {
        return tables.stream().anyMatch(pattern -> pattern.matcher(table).matches());
    }
}
