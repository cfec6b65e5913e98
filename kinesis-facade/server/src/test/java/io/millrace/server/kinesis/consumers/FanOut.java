package io.millrace.server.kinesis.consumers;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.records.Record;
import io.millrace.server.kinesis.records.ShardReads;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.metrics.StreamMetrics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A stream of one shard with a consumer, in memory, and time that stands still. */
final class FanOut {

    static final StreamName ORDERS = new StreamName("orders");
    static final ShardId SHARD = new ShardId(0);
    static final StreamFact STREAM = Streams.active("orders");
    static final ConsumerFact CONSUMER = consumer("reader");

    final HandTurnedTime time;
    final TestCatalog catalog = TestCatalog.of(Streams.facts(STREAM, 1));
    final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    final ConsumerLookup consumers = new ConsumerLookup(streams, Streams.ARNS);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final StreamMetrics metrics = new StreamMetrics(registry);
    final List<Waiter> waiters = new ArrayList<>();

    final HandFedClaims claims;

    /** How many records a page holds at most. */
    int pageSize = 1000;

    /** Every read so far, by the offset at which it began. */
    final List<Long> reads = new ArrayList<>();

    /** When set, pages are given out by hand. */
    Optional<CompletableFuture<ShardReads.Page>> slowPage = Optional.empty();

    private final TreeMap<Long, String> log = new TreeMap<>();
    private long nextOffset;

    final Subscriptions subscriptions;

    record Waiter(long offset, CompletableFuture<Void> reached) {}

    FanOut() {
        this(new HandTurnedTime(Streams.NOW));
    }

    private FanOut(HandTurnedTime time) {
        this(time, new HandFedClaims(time));
    }

    private FanOut(HandTurnedTime time, HandFedClaims claims) {
        this.time = time;
        this.claims = claims;
        subscriptions = new Subscriptions(new SubscriptionParts(
                catalog,
                streams,
                consumers,
                this::read,
                this::beyond,
                new SubscriptionClaims(claims),
                time,
                Runnable::run,
                metrics,
                time));
        catalog.put(CONSUMER);
    }

    /** Another node, with the same shard, log of claims, and time. */
    FanOut anotherNode() {
        return new FanOut(time, claims);
    }

    static ConsumerFact consumer(String name) {
        return new ConsumerFact(
                ORDERS,
                STREAM.incarnation(),
                name,
                Streams.NOW,
                ConsumerStatus.ACTIVE,
                new TreeMap<>(),
                Optional.empty());
    }

    ShardSubscription subscribe(long offset) {
        return subscribe(CONSUMER, offset);
    }

    ShardSubscription subscribe(ConsumerFact consumer, long offset) {
        return subscriptions
                .begin(consumer, SHARD, offset)
                .toCompletableFuture()
                .join();
    }

    Shard shard() {
        return catalog.image().stream(ORDERS).orElseThrow().visibleShard(SHARD).orElseThrow();
    }

    void append(String... keys) {
        for (String key : keys) {
            log.put(nextOffset++, key);
        }
        wake();
    }

    /** An offset without a record, as the end of a transaction leaves it. */
    void appendMarker() {
        nextOffset++;
        wake();
    }

    private void wake() {
        List<Waiter> reached =
                waiters.stream().filter(waiter -> waiter.offset() < nextOffset).toList();
        waiters.removeAll(reached);
        reached.forEach(waiter -> waiter.reached().complete(null));
    }

    /** Closes the shard at the end of what it holds, and opens two children. */
    void split() {
        List<Shard> all = new ArrayList<>(Streams.split(shard(), 1, time.instant()));
        all.set(0, shard().withState(Shard.State.CLOSING).closed(nextOffset, time.instant()));
        catalog.put(all.stream()
                .map(shard -> new ShardFact(ORDERS, STREAM.incarnation(), shard))
                .toArray(ShardFact[]::new));
    }

    String numberAt(long offset) {
        return shard().sequenceNumberOf(offset, time.millis()).toString();
    }

    private CompletionStage<ShardReads.Page> read(
            StreamImage stream, Shard shard, long offset, int maxRecords, int maxBytes) {
        reads.add(offset);
        return slowPage.<CompletionStage<ShardReads.Page>>map(page -> page)
                .orElseGet(() -> CompletableFuture.completedStage(page(shard, offset)));
    }

    ShardReads.Page page(Shard shard, long offset) {
        long end = shard.closed().map(Shard.Closing::endOffset).orElse(Long.MAX_VALUE);
        List<Record> records = new ArrayList<>();
        long next = offset;
        while (next < Math.min(end, nextOffset) && records.size() < pageSize) {
            String key = log.get(next);
            if (key != null) {
                records.add(new Record(
                        shard.sequenceNumberOf(next, Streams.NOW.toEpochMilli()).toString(),
                        Streams.NOW,
                        ByteBuffer.allocate(0),
                        key));
            }
            next++;
        }
        long behind = next < nextOffset ? 1000 : 0;
        return new ShardReads.Page(records, next, next >= end, behind, 0);
    }

    private CompletableFuture<Void> beyond(StreamName stream, String incarnation, int partition, long offset) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        if (offset < nextOffset) {
            reached.complete(null);
        } else {
            waiters.add(new Waiter(offset, reached));
        }
        return reached;
    }
}
