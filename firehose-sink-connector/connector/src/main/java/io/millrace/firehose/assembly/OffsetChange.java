package io.millrace.firehose.assembly;

import io.millrace.firehose.config.FirehoseConfig;
import io.millrace.firehose.config.MemorySettings;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.delivery.PartitionCommit;
import io.millrace.firehose.delivery.Progress;
import io.millrace.firehose.destination.s3.S3ObjectStore;
import io.millrace.firehose.retry.Patience;
import io.millrace.firehose.task.DeliveryPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** What an operator does who alters a stopped connector's offsets: heads say where delivery goes on, so they are moved. */
public final class OffsetChange {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Patience WAITS = new Patience(Duration.ofMillis(100), Duration.ofSeconds(2));

    private OffsetChange() {}

    /** @param offsets nothing for a partition whose offset is reset */
    public static void apply(FirehoseConfig config, Map<TopicPartition, @Nullable Long> offsets) {
        DeliveryPlan.Heads heads = Plans.heads(config).orElse(null);
        if (heads == null) {
            return;
        }
        MemorySettings memory = config.memory();
        try (var store = new S3ObjectStore(config.s3().store(), config.s3().objects(), memory.uploadThreads())) {
            offsets.forEach((at, offset) -> move(store, heads, config.stream().name(), at, offset));
        }
    }

    /** Where there is no head the consumer group's offset counts, which Connect changes by itself. */
    private static void move(
            ObjectStore store, DeliveryPlan.Heads heads, String stream, TopicPartition at, @Nullable Long offset) {
        var place = new PartitionCommit.Place(
                heads.of(at.topic(), at.partition()),
                at.topic(),
                at.partition(),
                stream + "/offsets were altered/" + UUID.randomUUID());
        var commit = new PartitionCommit(store, place, () -> UUID.randomUUID().toString(), heads.missing());
        Instant deadline = Instant.now().plus(PATIENCE);
        finish(commit, at, deadline);
        if (commit.next().isPresent()) {
            commit.moveTo(offset == null ? 0 : offset);
            finish(commit, at, deadline);
        }
    }

    private static void finish(PartitionCommit commit, TopicPartition at, Instant deadline) {
        for (int attempts = 1; !commit.isReady(); attempts++) {
            Progress progress = commit.step();
            if (progress instanceof Progress.Fenced fenced) {
                throw new ConnectException("The offset of " + at + " cannot be altered: " + fenced.by()
                        + " was written meanwhile. Does a task still run? Stop the connector, and try again");
            }
            if (progress instanceof Progress.NoAnswer none) {
                if (Instant.now().isAfter(deadline)) {
                    throw new ConnectException(
                            "The offset of " + at + " may not be altered yet: the store does not answer. Try again",
                            none.cause());
                }
                pause(WAITS.delay(attempts));
            }
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted", e);
        }
    }
}
