package io.millrace.conformance.drill;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Splits and merges the stream's shards, one reshard after the other. */
final class Reshards {

    private static final int MOST_SHARDS = 6;
    private static final Duration STUCK = Duration.ofSeconds(90);

    private final KinesisClient kinesis;
    private final String stream;
    private final Random random;
    private final List<Done> done = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "reshards");
    private volatile boolean stopped;
    private volatile boolean stuck;

    record Done(String what, long begunMillis, long activeMillis) {}

    Reshards(KinesisClient kinesis, String stream, Random random) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.random = random;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void finish() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Done> done() {
        return List.copyOf(done);
    }

    /** Whether the stream stayed in UPDATING. */
    boolean stuck() {
        return stuck;
    }

    private void run() {
        while (!stopped && !stuck) {
            Pause.millis(500 + random.nextInt(1500));
            try {
                long begun = System.currentTimeMillis();
                String what = reshard();
                awaitActive();
                done.add(new Done(what, begun, System.currentTimeMillis()));
            } catch (SdkException e) {
                // A facade or a broker was just taken away: the stream itself must come back, which is awaited.
                awaitActive();
            }
        }
    }

    private String reshard() {
        List<Shard> open = openShards();
        int choice = random.nextInt(3);
        if (open.size() >= MOST_SHARDS || (choice == 0 && open.size() > 1)) {
            int i = random.nextInt(open.size() - 1);
            kinesis.mergeShards(request -> request.streamName(stream)
                    .shardToMerge(open.get(i).shardId())
                    .adjacentShardToMerge(open.get(i + 1).shardId()));
            return "MergeShards";
        }
        if (choice == 1) {
            int target = 1 + random.nextInt(Math.min(2 * open.size(), MOST_SHARDS));
            if (target != open.size() && target >= (open.size() + 1) / 2) {
                kinesis.updateShardCount(request ->
                        request.streamName(stream).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
                return "UpdateShardCount";
            }
        }
        Shard shard = open.get(random.nextInt(open.size()));
        BigInteger start = new BigInteger(shard.hashKeyRange().startingHashKey());
        BigInteger end = new BigInteger(shard.hashKeyRange().endingHashKey());
        kinesis.splitShard(request -> request.streamName(stream)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(start.add(end).shiftRight(1).toString()));
        return "SplitShard";
    }

    private List<Shard> openShards() {
        List<Shard> open = new ArrayList<>(kinesis.listShards(request ->
                        request.streamName(stream).shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST)))
                .shards());
        open.sort(Comparator.comparing(
                shard -> new BigInteger(shard.hashKeyRange().startingHashKey())));
        return open;
    }

    private void awaitActive() {
        long deadline = System.nanoTime() + STUCK.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (kinesis.describeStreamSummary(request -> request.streamName(stream))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE) {
                    return;
                }
            } catch (SdkException e) {
                // Asked again.
            }
            Pause.millis(20);
        }
        stuck = true;
    }
}
