package io.millrace.server.strays;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.StrayBatch;
import io.millrace.server.kafka.StrayPositions;
import io.millrace.server.kafka.StrayReader;
import io.millrace.server.kafka.StrayWriter;
import io.millrace.server.kafka.StrayWriter.Carried;
import io.millrace.server.kafka.StreamPartition;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.reshard.Courtesy;
import io.millrace.server.reshard.Lease;
import io.millrace.server.reshard.ShardGate;
import io.millrace.server.reshard.ShardGates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries on what lies where no shard is. One node does so for a stream, the one whose turn it is; should two believe that, the
 * stream's transactional id fences the first, and each stray is carried on once. An append is made as any other: in the gate of
 * its shard, and while the lease is held (N4, N5).
 */
public final class StrayCarrier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StrayCarrier.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AT_TURNS = Duration.ofSeconds(2);
    private static final Duration CATALOG_PATIENCE = Duration.ofSeconds(15);
    private static final Duration UNTIL_OPEN = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    /** Kafka forgets positions after offsets.retention.minutes, a week by default. */
    private static final Duration RECORD_AGAIN = Duration.ofDays(1);

    private final Catalog catalog;
    private final ShardGates gates;
    private final Lease lease;
    private final Courtesy courtesy;
    private final StrayPositions known;
    private final Supplier<StrayReader> readers;
    private final StrayWriters writers;
    private final StreamMetrics metrics;
    private final Clock clock;

    /** By incarnation, when (by {@link System#nanoTime}) the stream is looked at again. */
    private final Map<String, Long> postponed = new HashMap<>();

    private Map<StreamName, StreamImage> seen = Map.of();
    private List<StreamImage> resharded = List.of();
    private final Thread thread = new Thread(this::run, "stray-carrier");
    private volatile @Nullable StrayReader reading;
    private volatile boolean closing;

    /**
     * @param courtesy whose turn a stream is
     * @param known up to where streams have been carried on
     * @param readers makes readers of all streams
     * @param writers makes the writer of the stream of an incarnation, not taken yet
     */
    public StrayCarrier(
            Catalog catalog,
            ShardGates gates,
            Lease lease,
            Courtesy courtesy,
            StrayPositions known,
            Supplier<StrayReader> readers,
            Function<String, StrayWriter> writers,
            StreamMetrics metrics,
            Clock clock) {
        this.catalog = catalog;
        this.gates = gates;
        this.lease = lease;
        this.courtesy = courtesy;
        this.known = known;
        this.readers = readers;
        this.writers = new StrayWriters(writers);
        this.metrics = metrics;
        this.clock = clock;
        thread.setDaemon(true);
    }

    public void start() {
        catalog.onChange(image -> wakeUp());
        thread.start();
    }

    private synchronized void wakeUp() {
        notifyAll();
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    // Where nothing was ever resharded nothing is opened.
                    CatalogImage image = catalog.image();
                    if (ours(image).isEmpty()) {
                        pause(image, LOOK_AT_TURNS);
                    } else {
                        watch();
                    }
                } catch (InterruptedException e) {
                    throw e;
                } catch (Throwable e) {
                    if (!closing) {
                        LOG.atWarn().addKeyValue("cause", e.toString()).log("strays cannot be carried on now");
                        pause(catalog.image(), AFTER_FAILURE);
                    }
                }
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        writers.close();
    }

    private void watch() throws InterruptedException {
        try (StrayReader reader = readers.get()) {
            reading = reader;
            StrayWatch watch = new StrayWatch(reader, known);
            long recordAgainAt = System.nanoTime() + RECORD_AGAIN.toNanos();
            while (!closing) {
                CatalogImage image = catalog.image();
                List<StreamImage> ours = ours(image);
                watch.follow(ours);
                if (watch.isIdle()) {
                    pause(image, postponed.isEmpty() ? LOOK_AT_TURNS : UNTIL_OPEN);
                    continue;
                }
                watch.poll(POLL)
                        .forEach((incarnation, batches) -> ours.stream()
                                .filter(stream -> stream.fact().incarnation().equals(incarnation))
                                .forEach(stream -> carryOn(watch, stream.fact().name(), incarnation, batches)));
                if (System.nanoTime() - recordAgainAt > 0) {
                    recordAgainAt += RECORD_AGAIN.toNanos();
                    watch.recordAllAgain();
                }
            }
        } finally {
            reading = null;
        }
    }

    /** Until the catalog says more than this image, at most so long. */
    private synchronized void pause(CatalogImage image, Duration atMost) throws InterruptedException {
        if (!closing && catalog.image() == image) {
            wait(atMost.toMillis());
        }
    }

    private List<StreamImage> ours(CatalogImage image) {
        long now = System.nanoTime();
        postponed.values().removeIf(until -> now - until >= 0);
        if (!lease.isHeld()) {
            return List.of();
        }
        if (image.streams() != seen) {
            seen = image.streams();
            resharded = seen.values().stream()
                    .filter(stream -> stream.fact().isReady())
                    .filter(Gaps::mayHave)
                    .toList();
        }
        return resharded.stream()
                .filter(stream -> !postponed.containsKey(stream.fact().incarnation()))
                .filter(stream -> courtesy.patience(stream.fact().incarnation()).isZero())
                .toList();
    }

    private void carryOn(StrayWatch watch, StreamName name, String incarnation, List<StrayBatch> batches) {
        try {
            if (writers.find(incarnation).isEmpty()) {
                writers.take(incarnation);
                watch.taken(incarnation);
            }
            if (!watch.isUpToDate(incarnation)) {
                watch.forget(incarnation);
                return;
            }
            StrayWriter writer = writers.find(incarnation).orElseThrow();
            Map<StreamPartition, Long> positions = new HashMap<>(watch.toRecord(incarnation));
            // Only now: what was read lies below the beginning of any shard that this image does not know.
            Optional<Carriage> carriage = newest().stream(name)
                    .filter(now ->
                            now.fact().isReady() && now.fact().incarnation().equals(incarnation))
                    .flatMap(now ->
                            Carriage.of(now, batches, now.fact().retention().horizon(clock.instant())));
            carriage.ifPresent(found -> positions.putAll(found.positions()));
            if (carriage.isPresent() && carryOn(writer, name, incarnation, carriage.get(), positions)) {
                watch.recorded(positions);
            } else {
                postpone(watch, incarnation, UNTIL_OPEN);
            }
        } catch (RuntimeException e) {
            writers.drop(incarnation);
            postpone(watch, incarnation, AFTER_FAILURE);
            if (!closing) {
                LOG.atWarn()
                        .addKeyValue("stream", name)
                        .addKeyValue("cause", e.toString())
                        .log("the strays of a stream were not carried on and will be tried again");
            }
        }
    }

    /** False if a shard that a stray goes to takes none now, or this node may not append. */
    private boolean carryOn(
            StrayWriter writer,
            StreamName name,
            String incarnation,
            Carriage carriage,
            Map<StreamPartition, Long> positions) {
        long term = lease.term();
        List<ShardGate> entered = new ArrayList<>();
        try {
            for (ShardId target : carriage.targets()) {
                Optional<ShardGate> gate = gates.find(incarnation, target);
                if (gate.isEmpty() || term == Lease.NONE || !gate.get().tryEnter()) {
                    return false;
                }
                entered.add(gate.get());
            }
            return append(writer, name, carriage.strays(), positions, term);
        } finally {
            // The outcome is known, or every record lies below the end of its shard, whatever becomes of the
            // transaction.
            entered.forEach(ShardGate::leave);
        }
    }

    private boolean append(
            StrayWriter writer,
            StreamName name,
            List<Carried> strays,
            Map<StreamPartition, Long> positions,
            long term) {
        List<Carried> left = new ArrayList<>(strays);
        while (true) {
            try {
                if (!writer.carry(left, positions, () -> lease.term() == term)) {
                    return false;
                }
                told(name, left.size(), term);
                return true;
            } catch (StrayWriter.RefusedException e) {
                left.remove(e.record());
                metrics.straysRefused(name, 1);
                LOG.atError()
                        .addKeyValue("stream", name)
                        .addKeyValue("origin", e.record().origin())
                        .addKeyValue("offset", e.record().record().offset())
                        .addKeyValue("cause", e.getMessage())
                        .log("a stray stays where it is: Kafka does not take it again");
            }
        }
    }

    /** N5: behind the end of its shard, should the lease have lapsed meanwhile, a record is a stray there, and is carried on again. */
    private void told(StreamName name, int carried, long term) {
        if (carried > 0) {
            metrics.straysCarried(name, carried);
            LOG.atDebug()
                    .addKeyValue("stream", name)
                    .addKeyValue("records", carried)
                    .addKeyValue("lease", lease.term() == term ? "held" : "lapsed")
                    .log("strays were carried on");
        }
    }

    private void postpone(StrayWatch watch, String incarnation, Duration delay) {
        watch.forget(incarnation);
        postponed.put(incarnation, System.nanoTime() + delay.toNanos());
    }

    private CatalogImage newest() {
        try {
            return catalog.readToEnd().toCompletableFuture().get(CATALOG_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the catalog cannot be read to its end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        StrayReader open = reading;
        if (open != null) {
            open.wakeUp();
        }
        wakeUp();
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
