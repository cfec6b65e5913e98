package io.millrace.dynamodb;

import io.millrace.dynamodb.scan.PageWindow;
import io.millrace.dynamodb.scan.ScanProgress;
import io.millrace.dynamodb.scan.TableScan;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The round of a table's incremental snapshot that is under way: asked for, read, or to be written. */
final class IncrementalScan implements AutoCloseable {

    private static final int REMEMBERED = 100_000;

    private final TableScan scan;
    private final UnaryOperator<Map<String, AttributeValue>> keysOf;
    private final Clock clock = Clock.systemUTC();
    private @Nullable PageWindow window;
    private TableScan.@Nullable Round round;
    private Instant asked = Instant.EPOCH;
    private long read;

    IncrementalScan(TableScan scan, UnaryOperator<Map<String, AttributeValue>> keysOf) {
        this.scan = scan;
        this.keysOf = keysOf;
    }

    /** What is to be written, and when it was asked for. */
    record Ready(PageWindow window, Instant asked) {}

    void changed(Map<String, AttributeValue> keys) {
        if (window != null) {
            window.changed(keys);
        }
    }

    /** Goes on as far as it can without waiting. */
    Optional<Ready> advance(StreamedTable table, ScanProgress progress) throws InterruptedException {
        PageWindow open = window;
        if (open == null || round == null) {
            // open before anything is read; read after all that was written was
            window = new PageWindow(REMEMBERED, keysOf);
            asked = clock.instant();
            round = scan.begin(progress, true);
            return Optional.empty();
        }
        if (!open.isRead() && round.isRead()) {
            open.read(round.pages());
            read = System.nanoTime();
            table.stream().hurry(true);
        }
        if (open.isSpoiled()) {
            window = open.isRead() ? null : open;
            return Optional.empty();
        }
        if (!open.isRead() || !table.stream().isReadPast(read)) {
            return Optional.empty();
        }
        window = null;
        return Optional.of(new Ready(open, asked));
    }

    @Override
    public void close() {
        scan.close();
    }
}
