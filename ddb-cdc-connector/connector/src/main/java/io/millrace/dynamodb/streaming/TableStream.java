package io.millrace.dynamodb.streaming;

import io.millrace.dynamodb.client.StreamReads;
import io.millrace.dynamodb.lineage.Lineage;
import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.Positions;
import io.millrace.dynamodb.lineage.ShardId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A table's stream while it is read. All but its readers is of the one thread that takes what they bring. */
public final class TableStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);

    /** More than what a record's time is rounded by. */
    private static final Duration YOUNG = Duration.ofMinutes(2);

    /** Of an answer to GetRecords, which has 1000 records or 1 MB at most. */
    private static final int FULL_RECORDS = 1_000;

    private static final long FULL_BYTES = 512 << 10;

    /** A parent that a listing has not may be in one that is made a while later. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(3);

    /** How often a closed shard is asked for what it still has. */
    private static final int MOST_HORIZONS = 3;

    private final String table;
    private final String arn;
    private final StreamReads reads;
    private final ReaderPool pool;
    private final StreamSettings settings;
    private final Lineage lineage;
    private final ShardListing listing;
    private final Map<ShardId, ShardReader> readers = new HashMap<>();
    private final Set<ShardId> atHead = new HashSet<>();
    /** When the last read of a shard was asked for that brought all there was. */
    private final Map<ShardId, Long> wholeReads = new HashMap<>();

    /** By the last whole listing. */
    private Set<ShardId> listed = Set.of();

    private volatile boolean hurried;
    private boolean complete;
    private boolean enabled = true;
    private boolean closed;

    public TableStream(
            String table,
            String arn,
            Positions positions,
            StreamReads reads,
            ReaderPool pool,
            StreamSettings settings) {
        this.table = table;
        this.arn = arn;
        this.reads = reads;
        this.pool = pool;
        this.settings = settings;
        this.lineage = new Lineage(positions);
        this.listing = new ShardListing(this, reads, pool, settings);
    }

    /** Takes records in their order, each with the positions before it. */
    public interface Changes {

        void change(Positions before, ShardId shard, Record record) throws InterruptedException;
    }

    public String table() {
        return table;
    }

    public String arn() {
        return arn;
    }

    public Positions positions() {
        return lineage.positions();
    }

    public void open() {
        listing.soon(Duration.ZERO);
        beginReadable();
    }

    /**
     * What a reader brought.
     *
     * @throws ShardLostException what a position says is next is no longer there; {@link #goOnWithout} goes on
     */
    public void take(StreamEvent event, Changes changes) throws InterruptedException {
        if (closed) {
            return;
        }
        if (event instanceof StreamEvent.Records records) {
            records(records, changes);
        } else if (event instanceof StreamEvent.Listed listed) {
            lineage.listed(listed.shards());
        } else if (event instanceof StreamEvent.ListedAll all) {
            listed = all.all();
            lineage.listedAll(all.all());
            complete = !lineage.isInDoubt();
            enabled = all.enabled();
            if (lineage.isInDoubt()) {
                listing.soon(
                        settings.listingPause().compareTo(SECOND_LOOK) < 0 ? settings.listingPause() : SECOND_LOOK);
            }
        } else if (event instanceof StreamEvent.Lost lost) {
            throw new ShardLostException(table, lost.shard(), lost.reason());
        } else if (event instanceof StreamEvent.Failed failed) {
            throw failed.reason();
        }
        beginReadable();
    }

    private void records(StreamEvent.Records read, Changes changes) throws InterruptedException {
        Positions before = lineage.positions();
        for (Record record : read.records()) {
            changes.change(before, read.shard(), record);
        }
        if (!read.records().isEmpty()) {
            lineage.reached(
                    read.shard(),
                    ShardReader.after(read.records().get(read.records().size() - 1)));
        }
        if (isAtHead(read)) {
            atHead.add(read.shard());
        } else {
            atHead.remove(read.shard());
        }
        if (isWhole(read)) {
            wholeReads.put(read.shard(), read.began());
        }
        if (read.end()) {
            finished(read.shard(), "a shard was read to its end");
        }
    }

    /** A shard that is written to all the time never has nothing: what is almost as young as can be will do. */
    private static boolean isAtHead(StreamEvent.Records read) {
        if (read.records().isEmpty()) {
            return true;
        }
        Instant last = read.records().get(read.records().size() - 1).dynamodb().approximateCreationDateTime();
        return last != null && last.isAfter(Instant.now().minus(YOUNG));
    }

    /** One that is full may have left something behind. */
    private static boolean isWhole(StreamEvent.Records read) {
        long bytes = read.records().stream()
                .mapToLong(record -> record.dynamodb().sizeBytes() == null
                        ? 0
                        : record.dynamodb().sizeBytes())
                .sum();
        return read.records().size() < FULL_RECORDS && bytes < FULL_BYTES;
    }

    private void finished(ShardId shard, String what) {
        LOG.atInfo().addKeyValue("table", table).addKeyValue("shard", shard).log(what);
        lineage.reached(shard, Position.FINISHED);
        readers.remove(shard);
        atHead.remove(shard);
        wholeReads.remove(shard);
        // its children, which the last listing may not have had
        listing.soon(lineage.hasChild(shard) ? settings.listingPause() : settings.busyPause());
    }

    /**
     * What is lost is passed over: the shard is read on with what it still has, if it has anything. It is asked several times, since what its oldest record was a moment ago may
     * be trimmed by now; and one that is listed and has no children is open, whatever reads say. A shard that is gone is finished: what descends from it is read.
     */
    public void goOnWithout(ShardLostException lost) {
        ShardId shard = lost.shard();
        ShardReader reader = readers.get(shard);
        boolean isOpen = listed.contains(shard) && !lineage.hasChild(shard);
        if (reader != null && (isOpen || reader.horizons() < MOST_HORIZONS)) {
            LOG.atInfo()
                    .addKeyValue("table", table)
                    .addKeyValue("shard", shard)
                    .addKeyValue("said", lost.getMessage())
                    .log("a shard is asked again for what it still has");
            lineage.reached(shard, Position.HORIZON);
            reader.goOnAtHorizon();
        } else {
            finished(shard, "a shard is gone that was not read to its end");
        }
        beginReadable();
    }

    private void beginReadable() {
        for (ShardId shard : lineage.readable()) {
            if (!readers.containsKey(shard)) {
                Position from = lineage.positions().of(shard).orElse(Position.HORIZON);
                lineage.reached(shard, from);
                ShardReader reader = new ShardReader(this, shard, from, reads, pool, settings);
                readers.put(shard, reader);
                reader.open();
            }
        }
    }

    /** Every shard that may be read was read to its head, since this was opened. */
    public boolean isAtHead() {
        return complete && atHead.containsAll(readers.keySet());
    }

    /** Every shard that may be read was read to its head by a read that was asked for after this moment. */
    public boolean isReadPast(long nanoTime) {
        return complete
                && readers.keySet().stream()
                        .map(wholeReads::get)
                        .allMatch(began -> began != null && began - nanoTime >= 0);
    }

    /** Whether shards that have nothing are read as often as those that have: somebody waits for their heads. */
    public void hurry(boolean now) {
        hurried = now;
    }

    boolean isHurried() {
        return hurried;
    }

    /** The stream was turned off, or its table deleted, and all of it was read. */
    public boolean isAtEnd() {
        return complete && !enabled && readers.isEmpty();
    }

    /** What readers bring from now on is passed over. */
    @Override
    public void close() {
        closed = true;
        listing.close();
        readers.values().forEach(ShardReader::close);
    }
}
