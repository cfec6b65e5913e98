package io.millrace.dynamodb.streaming;

import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.client.ShardPage;
import io.millrace.dynamodb.client.StreamReads;
import io.millrace.dynamodb.lineage.Shard;
import io.millrace.dynamodb.lineage.ShardId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lists a stream's shards, again and again. What a page brings is handed on at once, and a listing that is interrupted goes on at the page
 * that failed: with hundreds of shards and refusals now and then, one that began anew would never come to its end.
 */
final class ShardListing {

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration MOST_WAIT = Duration.ofSeconds(20);

    private final TableStream stream;
    private final StreamReads reads;
    private final ReaderPool pool;
    private final StreamSettings settings;
    private final Backoff backoff;
    private final Set<ShardId> all = new HashSet<>();
    private Optional<ShardId> after = Optional.empty();
    private boolean underWay;
    private boolean due;
    private long begins;
    private int turn;
    private boolean wanted;
    private volatile boolean closed;

    ShardListing(TableStream stream, StreamReads reads, ReaderPool pool, StreamSettings settings) {
        this.stream = stream;
        this.reads = reads;
        this.pool = pool;
        this.settings = settings;
        this.backoff = new Backoff(FIRST_WAIT, MOST_WAIT, settings.patience());
    }

    /** One that begins by then; if one is under way, another soon after it. */
    synchronized void soon(Duration pause) {
        if (underWay) {
            wanted = true;
            return;
        }
        long at = System.nanoTime() + pause.toNanos();
        if (!due || at - begins < 0) {
            due = true;
            begins = at;
            int mine = ++turn;
            pool.after(pause, () -> begin(mine));
        }
    }

    /** If none was wanted earlier. */
    private void begin(int mine) {
        synchronized (this) {
            if (mine != turn || underWay) {
                return;
            }
            due = false;
            underWay = true;
        }
        page();
    }

    void close() {
        closed = true;
    }

    private void page() {
        if (closed) {
            return;
        }
        try {
            ShardPage page = reads.shards(stream.arn(), after);
            backoff.reset();
            page.shards().stream().map(Shard::id).forEach(all::add);
            pool.put(new StreamEvent.Listed(stream, page.shards()));
            after = page.last();
            if (after.isPresent()) {
                pool.after(Duration.ZERO, this::page);
            } else {
                pool.put(new StreamEvent.ListedAll(stream, Set.copyOf(all), page.enabled()));
                all.clear();
                finished();
            }
        } catch (ReadFault e) {
            mend(e);
        } catch (RuntimeException e) {
            pool.put(new StreamEvent.Failed(stream, e));
        }
    }

    private synchronized void finished() {
        underWay = false;
        Duration pause = wanted ? settings.busyPause() : settings.listingPause();
        wanted = false;
        soon(pause);
    }

    private void mend(ReadFault fault) {
        if (fault.kind() == ReadFault.Kind.GONE) {
            pool.put(new StreamEvent.Failed(stream, new StreamGoneException(stream.table(), stream.arn())));
            return;
        }
        backoff.next()
                .ifPresentOrElse(
                        wait -> pool.after(wait, this::page), () -> pool.put(new StreamEvent.Failed(stream, fault)));
    }
}
