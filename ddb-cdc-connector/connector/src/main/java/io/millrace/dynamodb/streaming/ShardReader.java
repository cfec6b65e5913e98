package io.millrace.dynamodb.streaming;

import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.client.RecordPage;
import io.millrace.dynamodb.client.StreamReads;
import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.ShardId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Reads one shard to its end, one read after the other. An iterator that is too old is replaced by one after the last record that was
 * read, never by the one that it began with.
 */
final class ShardReader {

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration MOST_WAIT = Duration.ofSeconds(20);

    private final TableStream stream;
    private final ShardId shard;
    private final StreamReads reads;
    private final ReaderPool pool;
    private final StreamSettings settings;
    private final Backoff backoff;
    private Position position;
    private @Nullable String iterator;
    private Duration idle;
    private int horizons;
    private volatile boolean closed;

    ShardReader(
            TableStream stream,
            ShardId shard,
            Position position,
            StreamReads reads,
            ReaderPool pool,
            StreamSettings settings) {
        this.stream = stream;
        this.shard = shard;
        this.position = position;
        this.reads = reads;
        this.pool = pool;
        this.settings = settings;
        this.backoff = new Backoff(FIRST_WAIT, MOST_WAIT, settings.patience());
        this.idle = settings.busyPause();
    }

    void open() {
        pool.after(Duration.ZERO, this::read);
    }

    void close() {
        closed = true;
    }

    private void read() {
        try {
            pool.reserve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        boolean handed = false;
        try {
            handed = !closed && handOn();
        } finally {
            if (!handed) {
                pool.release();
            }
        }
    }

    /** Whether there is something to be taken that holds its room. */
    private boolean handOn() {
        try {
            long began = System.nanoTime();
            RecordPage page = page();
            backoff.reset();
            iterator = page.next().orElse(null);
            if (!page.records().isEmpty()) {
                position = after(page.records().get(page.records().size() - 1));
            }
            pool.put(new StreamEvent.Records(
                    stream, shard, page.records(), began, page.next().isEmpty()));
            if (page.next().isPresent()) {
                pool.after(page.isFull() ? Duration.ZERO : pause(page.records().isEmpty()), this::read);
            }
            return true;
        } catch (ReadFault e) {
            mend(e);
        } catch (RuntimeException e) {
            pool.put(new StreamEvent.Failed(stream, e));
        }
        return false;
    }

    private RecordPage page() {
        if (iterator == null) {
            iterator = reads.iterator(stream.arn(), shard, position);
        }
        return reads.records(iterator);
    }

    private void mend(ReadFault fault) {
        iterator = null;
        switch (fault.kind()) {
            case GONE -> pool.put(new StreamEvent.Lost(stream, shard, String.valueOf(fault.getMessage())));
            case EXPIRED -> pool.after(settings.busyPause(), this::read);
            case PASSING ->
                backoff.next()
                        .ifPresentOrElse(
                                wait -> pool.after(wait, this::read),
                                () -> pool.put(new StreamEvent.Failed(stream, fault)));
        }
    }

    /** Reads what the shard still has, after a wait: what its oldest record was a moment ago may be trimmed by now. */
    void goOnAtHorizon() {
        position = Position.HORIZON;
        horizons++;
        backoff.next()
                .ifPresentOrElse(
                        wait -> pool.after(wait, this::read),
                        () -> pool.put(new StreamEvent.Failed(
                                stream,
                                new IllegalStateException("the shard " + shard + " of the table " + stream.table()
                                        + " is there, and DynamoDB says again and again that its oldest records are"
                                        + " not: restart the task"))));
    }

    /** How often that was tried. */
    int horizons() {
        return horizons;
    }

    private Duration pause(boolean nothing) {
        if (!nothing || stream.isHurried()) {
            idle = settings.busyPause();
            return idle;
        }
        Duration twice = idle.multipliedBy(2);
        idle = twice.compareTo(settings.idlePause()) > 0 ? settings.idlePause() : twice;
        return idle;
    }

    static Position after(Record record) {
        return Position.after(record.dynamodb().sequenceNumber());
    }
}
