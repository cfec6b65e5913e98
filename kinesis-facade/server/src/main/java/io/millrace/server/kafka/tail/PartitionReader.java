package io.millrace.server.kafka.tail;

import io.millrace.server.concurrent.DaemonThreads;
import io.millrace.server.kafka.ReadRequest;
import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.ShardReader;
import io.millrace.server.metrics.TailMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions: from memory what their rings hold, and with a consumer what lies before. */
public final class PartitionReader implements AutoCloseable {

    /** Who is so close behind the newest record will soon have caught up. */
    private static final Duration NEAR = Duration.ofSeconds(1);

    /** So few offsets behind the end, too, one is near the head. */
    private static final long NEAR_RECORDS = 1_000;

    /** So long a read waits for what is known to be committed and about to be fetched. */
    private static final Duration FETCH_PATIENCE = Duration.ofMillis(150);

    private final ShardReader laggards;
    private final ShardTails tails;
    private final CommittedEnds ends;
    private final TailMetrics metrics;
    private final Clock clock;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), new DaemonThreads("head-reader"));

    public PartitionReader(
            ShardReader laggards, ShardTails tails, CommittedEnds ends, TailMetrics metrics, Clock clock) {
        this.laggards = laggards;
        this.tails = tails;
        this.ends = ends;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What is committed by now: a page is empty, or said to be at the end, only if Kafka has told since this call that nothing
     * lies behind it.
     */
    public CompletionStage<ReadResult> read(ReadRequest request) {
        Optional<TailRing> ring = tails.find(request);
        if (ring.isEmpty()) {
            return readFirst(request);
        }
        Optional<TailPage> page = ring.get().read(request);
        if (page.isEmpty()) {
            return readBehind(request);
        }
        if (page.get().end().isEmpty() || page.get().isLastOf(request)) {
            return fromMemory(page.get(), page.get().isLastOf(request));
        }
        long begun = System.nanoTime();
        return ends.now(new TopicPartition(request.topic(), request.partition()))
                .handleAsync(
                        (end, e) -> e == null ? readUpTo(end, request, ring.get(), begun) : readBehind(request),
                        threads)
                .thenCompose(result -> result);
    }

    /**
     * Of a shard that is not followed. Who comes near its head has it followed from where he stands, so that all who come with
     * him share what is fetched; he himself does not wait for that.
     */
    private CompletionStage<ReadResult> readFirst(ReadRequest request) {
        if (request.endOffset() != ReadRequest.NO_END) {
            return readBehind(request);
        }
        return ends.now(new TopicPartition(request.topic(), request.partition()))
                .handleAsync((end, e) -> e == null ? readFirst(request, end) : readBehind(request), threads)
                .thenCompose(result -> result);
    }

    private CompletionStage<ReadResult> readFirst(ReadRequest request, long end) {
        long behind = end - request.fromOffset();
        if (behind < 0 || behind > NEAR_RECORDS) {
            return readBehind(request);
        }
        Optional<TailRing> ring = tails.follow(request, request.fromOffset());
        return ring.isPresent() && behind == 0
                ? readUpTo(end, request, ring.get(), System.nanoTime())
                : readBehind(request);
    }

    /** What has been fetched by now, be it nothing: for who then waits for {@link ShardTails#beyond more}. */
    public CompletionStage<ReadResult> follow(ReadRequest request) {
        return tails.find(request)
                .flatMap(ring -> ring.read(request))
                .map(page -> fromMemory(page, page.isLastOf(request) || page.caughtUp()))
                .orElseGet(() -> readBehind(request));
    }

    private CompletionStage<ReadResult> readUpTo(long end, ReadRequest request, TailRing ring, long begunNanos) {
        Optional<TailPage> read = ring.read(request);
        if (read.isEmpty()) {
            return readBehind(request);
        }
        TailPage page = read.get();
        boolean complete = page.isLastOf(request) || page.reaches(end);
        if (complete || page.end().isEmpty() || !page.records().isEmpty()) {
            return fromMemory(page, complete);
        }
        if (System.nanoTime() - begunNanos > FETCH_PATIENCE.toNanos()) {
            return readBehind(request);
        }
        return ring.beyond(page.end().getAsLong())
                .completeOnTimeout(null, FETCH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenComposeAsync(grown -> readUpTo(end, request, ring, begunNanos), threads);
    }

    private CompletionStage<ReadResult> fromMemory(TailPage page, boolean atEnd) {
        metrics.readFromMemory();
        return CompletableFuture.completedStage(page.toResult(atEnd));
    }

    private CompletionStage<ReadResult> readBehind(ReadRequest request) {
        metrics.readFromKafka();
        return laggards.read(request).thenApply(result -> {
            if (request.endOffset() == ReadRequest.NO_END && isNear(result)) {
                tails.follow(request, result.nextOffset());
            }
            return result;
        });
    }

    private boolean isNear(ReadResult result) {
        long now = clock.millis();
        return result.atEnd() || result.nextTimestamp().orElse(0) > now - NEAR.toMillis();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
