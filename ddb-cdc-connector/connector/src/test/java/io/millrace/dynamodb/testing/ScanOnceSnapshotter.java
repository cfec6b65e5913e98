package io.millrace.dynamodb.testing;

import io.debezium.spi.snapshot.Snapshotter;
import java.util.Map;

/** A snapshot mode of somebody's own: a table is scanned once, and not streamed. */
public final class ScanOnceSnapshotter implements Snapshotter {

    @Override
    public String name() {
        return "scan_once";
    }

    @Override
    public void configure(Map<String, ?> properties) {}

    @Override
    public boolean shouldSnapshotData(boolean offsetExists, boolean snapshotInProgress) {
        return !offsetExists || snapshotInProgress;
    }

    @Override
    public boolean shouldSnapshotSchema(boolean offsetExists, boolean snapshotInProgress) {
        return false;
    }

    @Override
    public boolean shouldStream() {
        return false;
    }

    @Override
    public boolean shouldSnapshotOnSchemaError() {
        return false;
    }

    @Override
    public boolean shouldSnapshotOnDataError() {
        return false;
    }
}
