package io.millrace.server.kafka.tail;

import io.millrace.mapping.StreamName;
import io.millrace.server.kafka.ReadRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the heads of the shards that are being read, with one consumer for all of them. What it fetches lies in rings within one
 * budget, from which any number of readers take it. A shard is followed from when a reader has come to its head until it has
 * not been read for a while.
 */
public final class ShardTails implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardTails.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

    private final Supplier<? extends Consumer<byte[], ByteBuffer>> consumers;
    private final TailMemory memory;
    private final int chunkBytes;
    private final Duration keep;
    private final ConcurrentMap<TopicPartition, TailRing> rings = new ConcurrentHashMap<>();
    private final Queue<TailRing> dropped = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "shard-tails");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean changed;
    private volatile @Nullable Consumer<byte[], ByteBuffer> consumer;
    private long sweptNanos = System.nanoTime();

    /**
     * @param consumers makes consumers at read_committed, unassigned, that report offsets which are not there
     * @param bytes what all rings together may hold
     * @param keep for how long a shard is followed that nobody reads
     */
    public ShardTails(Supplier<? extends Consumer<byte[], ByteBuffer>> consumers, long bytes, Duration keep) {
        this.consumers = consumers;
        this.memory = new TailMemory(bytes);
        this.chunkBytes = (int) Math.max(1, Math.min(256 * 1024, bytes / 8));
        this.keep = keep;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Bytes that all rings hold. */
    public long used() {
        return memory.used();
    }

    public long limit() {
        return memory.limit();
    }

    /** Shards that are followed. */
    public int count() {
        return rings.size();
    }

    /**
     * Completes when something may lie behind the offset: there is, or Kafka cannot be asked. To read tells, and whoever asks
     * again after a failure then waits for a second at least. Whoever loses interest completes or cancels the future.
     */
    public CompletableFuture<Void> beyond(StreamName stream, String incarnation, int partition, long offset) {
        return ring(new TopicPartition(stream.value(), partition), incarnation, offset)
                .map(ring -> ring.beyond(offset))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** The ring of the partition in this life of its topic, if it is followed. */
    Optional<TailRing> find(ReadRequest request) {
        return Optional.ofNullable(rings.get(new TopicPartition(request.topic(), request.partition())))
                .filter(ring -> ring.incarnation().equals(request.incarnation()));
    }

    /** Follows the partition from the offset on, unless it is followed already; empty once this is closed. */
    Optional<TailRing> follow(ReadRequest request, long offset) {
        return ring(new TopicPartition(request.topic(), request.partition()), request.incarnation(), offset);
    }

    /** Lets go of the partitions of topics, by name and incarnation, that are not to be kept. */
    public void retain(BiPredicate<String, String> kept) {
        rings.forEach((partition, ring) -> {
            if (!kept.test(partition.topic(), ring.incarnation())) {
                drop(partition, ring);
            }
        });
    }

    private Optional<TailRing> ring(TopicPartition partition, String incarnation, long offset) {
        while (!isClosing()) {
            TailRing known = rings.get(partition);
            if (known != null && known.incarnation().equals(incarnation)) {
                return Optional.of(known);
            }
            if (known != null) {
                drop(partition, known);
            }
            TailRing made = new TailRing(incarnation, offset);
            if (rings.putIfAbsent(partition, made) == null) {
                haveChanged();
                if (isClosing()) {
                    drop(partition, made);
                }
                return Optional.of(made);
            }
        }
        return Optional.empty();
    }

    private void drop(TopicPartition partition, TailRing ring) {
        if (rings.remove(partition, ring)) {
            ring.close();
            dropped.add(ring);
            haveChanged();
        }
    }

    private void haveChanged() {
        changed = true;
        Consumer<byte[], ByteBuffer> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /**
     * Whatever befalls a consumer, the next one goes on. It begins without shards: one that cannot be fetched would keep
     * all others from being read, and whoever reads a shard brings it here again.
     */
    private void run() {
        try {
            while (!isClosing()) {
                try {
                    tail();
                } catch (Throwable e) {
                    LOG.atWarn().addKeyValue("cause", e.toString()).log("the heads of shards cannot be followed now");
                    dropAll();
                    closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
        dropAll();
    }

    private void dropAll() {
        rings.forEach(this::drop);
        freeDropped();
    }

    private void freeDropped() {
        for (TailRing ring = dropped.poll(); ring != null; ring = dropped.poll()) {
            memory.release(ring);
        }
    }

    private void tail() throws InterruptedException {
        Consumer<byte[], ByteBuffer> opened = consumers.get();
        try {
            consumer = opened;
            Assigned assigned = new Assigned(opened);
            while (!isClosing() && assigned.follow()) {
                try {
                    assigned.step();
                } catch (WakeupException e) {
                    // Somebody has come or gone: look again.
                } catch (OffsetOutOfRangeException e) {
                    lost(e.offsetOutOfRangePartitions().keySet());
                }
            }
        } finally {
            consumer = null;
            opened.close();
        }
    }

    /** Kafka has trimmed or cut these logs where they were followed: who reads them finds out where they go on. */
    private void lost(Set<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            TailRing ring = rings.get(partition);
            if (ring != null) {
                drop(partition, ring);
            }
        });
    }

    private void sweep() {
        if (System.nanoTime() - sweptNanos < BETWEEN_SWEEPS.toNanos()) {
            return;
        }
        sweptNanos = System.nanoTime();
        rings.forEach((partition, ring) -> {
            if (ring.isIdle(keep.toNanos())) {
                drop(partition, ring);
            }
        });
    }

    private synchronized void awaitChange() throws InterruptedException {
        if (!changed && !isClosing()) {
            wait(POLL.toMillis());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        haveChanged();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One consumer, and the rings that it fills. */
    private final class Assigned {

        private final Consumer<byte[], ByteBuffer> opened;
        private final Map<String, String> incarnations = new HashMap<>();
        private Map<TopicPartition, TailRing> filled = Map.of();

        Assigned(Consumer<byte[], ByteBuffer> opened) {
            this.opened = opened;
            changed = true;
        }

        /**
         * Takes the rings that there are. False if another consumer is needed: one that has followed an older topic of the same
         * name may hold records of it, or be about to get some.
         */
        boolean follow() {
            sweep();
            if (!changed) {
                return true;
            }
            changed = false;
            freeDropped();
            Map<TopicPartition, TailRing> wanted = Map.copyOf(rings);
            for (Map.Entry<TopicPartition, TailRing> one : wanted.entrySet()) {
                String incarnation = one.getValue().incarnation();
                String known = incarnations.putIfAbsent(one.getKey().topic(), incarnation);
                if (known != null && !known.equals(incarnation)) {
                    return false;
                }
            }
            opened.assign(wanted.keySet());
            wanted.forEach((partition, ring) -> {
                if (filled.get(partition) != ring) {
                    opened.seek(partition, ring.end());
                }
            });
            filled = wanted;
            return true;
        }

        void step() throws InterruptedException {
            if (filled.isEmpty()) {
                awaitChange();
                return;
            }
            ConsumerRecords<byte[], ByteBuffer> batch = opened.poll(POLL);
            batch.nextOffsets().forEach((partition, next) -> {
                TailRing ring = filled.get(partition);
                if (ring != null && !ring.isClosed()) {
                    keep(ring, batch.records(partition), next.offset(), isCaughtUp(partition));
                }
            });
        }

        private boolean isCaughtUp(TopicPartition partition) {
            return opened.currentLag(partition).orElse(-1) == 0;
        }

        /** In chunks, so that room is made in small steps; the last one covers what lies behind its last record, too. */
        private void keep(
                TailRing ring, List<ConsumerRecord<byte[], ByteBuffer>> records, long next, boolean caughtUp) {
            List<ConsumerRecord<byte[], ByteBuffer>> gathered = new ArrayList<>();
            int bytes = 0;
            for (ConsumerRecord<byte[], ByteBuffer> record : records) {
                if (!gathered.isEmpty() && bytes + TailChunk.dataSize(record) > chunkBytes) {
                    memory.append(ring, new TailChunk(gathered, record.offset()));
                    gathered.clear();
                    bytes = 0;
                }
                gathered.add(record);
                bytes += TailChunk.dataSize(record);
            }
            if (!gathered.isEmpty()) {
                memory.append(ring, new TailChunk(gathered, next));
            }
            ring.reach(next, caughtUp);
        }
    }
}
