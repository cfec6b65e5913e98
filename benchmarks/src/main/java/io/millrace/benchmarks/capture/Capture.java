package io.millrace.benchmarks.capture;

import io.millrace.benchmarks.workloads.Contest;
import java.util.List;

/**
 * A table that is read.
 *
 * @param readers segments of a scan, or shards of a stream
 * @param records a trial is over when so many are visible beside the first
 */
public record Capture(String name, String title, Kind kind, int readers, int records) implements Contest {

    /** What is read of the table. */
    public enum Kind {
        SCAN,
        STREAM
    }

    static final List<Capture> ALL = List.of(
            scan(1, "1 segment"),
            scan(2, "2 segments"),
            scan(4, "4 segments"),
            stream(1, "1 shard"),
            stream(4, "4 shards"));

    private static Capture scan(int segments, String said) {
        return new Capture(
                "capture-scan-" + segments, "A table of DynamoDB, scanned: " + said, Kind.SCAN, segments, 120_000);
    }

    private static Capture stream(int shards, String said) {
        return new Capture(
                "capture-stream-" + shards, "A table's stream: " + said + ", both images", Kind.STREAM, shards, 80_000);
    }

    /** In the stand-in; the name says how many shards its stream has. */
    String table() {
        return StandIn.table(readers);
    }

    @Override
    public int recordBytes() {
        return kind == Kind.SCAN ? Orders.ITEM_BYTES : 2 * Orders.ITEM_BYTES;
    }
}
