package io.millrace.dynamodb;

import io.debezium.pipeline.signal.SignalPayload;
import io.debezium.pipeline.signal.actions.snapshotting.SnapshotConfiguration;
import io.debezium.pipeline.signal.channels.KafkaSignalChannel;
import io.debezium.pipeline.source.snapshot.incremental.IncrementalSnapshotChangeEventSource;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What Debezium's signals ask for, which come in a thread of their own, until the thread that dispatches has time for it. */
final class SnapshotRequests implements IncrementalSnapshotChangeEventSource<TablePartition, TableId> {

    private final Queue<SnapshotRequest> requests = new ConcurrentLinkedQueue<>();

    Optional<SnapshotRequest> next() {
        return Optional.ofNullable(requests.poll());
    }

    @Override
    public void addDataCollectionNamesToSnapshot(SignalPayload<TablePartition> signal, SnapshotConfiguration wanted) {
        Optional<Long> offset =
                Optional.ofNullable((Long) signal.additionalData.get(KafkaSignalChannel.CHANNEL_OFFSET));
        requests.add(checked(signal.id, wanted, tables -> new SnapshotRequest.Begin(signal.id, tables, offset)));
    }

    void block(SnapshotConfiguration wanted) {
        requests.add(checked("blocking", wanted, SnapshotRequest.Block::new));
    }

    private interface OfTables {

        SnapshotRequest request(List<Pattern> tables);
    }

    /** What is asked for and cannot be done must not be done without it. */
    private static SnapshotRequest checked(String id, SnapshotConfiguration wanted, OfTables request) {
        if (!wanted.getAdditionalConditions().isEmpty()) {
            return new SnapshotRequest.Refused(
                    id, "DynamoDB has no conditions for items that a scan could use: leave additional-conditions out");
        }
        if (wanted.getSurrogateKey() != null && !wanted.getSurrogateKey().isBlank()) {
            return new SnapshotRequest.Refused(
                    id, "a table is scanned in the order that DynamoDB has: leave surrogate-key out");
        }
        try {
            return request.request(patterns(wanted.getDataCollections()));
        } catch (PatternSyntaxException e) {
            return new SnapshotRequest.Refused(
                    id, "data-collections has what is no regular expression: " + e.getPattern());
        }
    }

    private static List<Pattern> patterns(@Nullable List<String> tables) {
        return tables == null
                ? List.of()
                : tables.stream().map(Pattern::compile).toList();
    }

    @Override
    public void pauseSnapshot(TablePartition any, OffsetContext offset) {
        requests.add(new SnapshotRequest.Pause());
    }

    @Override
    public void resumeSnapshot(TablePartition any, OffsetContext offset) {
        requests.add(new SnapshotRequest.Resume());
    }

    @Override
    public void requestStopSnapshot(
            TablePartition any, OffsetContext offset, Map<String, Object> more, @Nullable List<String> tables) {
        try {
            requests.add(new SnapshotRequest.Stop(patterns(tables)));
        } catch (PatternSyntaxException e) {
            requests.add(new SnapshotRequest.Refused(
                    "stop", "data-collections has what is no regular expression: " + e.getPattern()));
        }
    }

    // --- what needs no answer: windows are opened and closed without marks in the stream
    // --------------------------------

    @Override
    public void closeWindow(TablePartition any, String id, OffsetContext offset) {}

    @Override
    public void processMessage(TablePartition any, DataCollectionId table, Object key, OffsetContext offset) {}

    @Override
    public void init(TablePartition any, OffsetContext offset) {}
}
