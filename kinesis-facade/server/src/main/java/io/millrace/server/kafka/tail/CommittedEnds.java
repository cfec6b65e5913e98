package io.millrace.server.kafka.tail;

import io.millrace.server.concurrent.Failures;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks Kafka where what is committed ends. It reads nothing, and whoever asks while a request is under way shares the next
 * one: any number of readers of any number of shards cost one small request after the other.
 */
public final class CommittedEnds {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** So long a broker that does not answer holds those up who ask others. */
    private static final Duration TURN = Duration.ofMillis(50);

    private final Admin admin;
    private Map<TopicPartition, CompletableFuture<Long>> next = new HashMap<>();
    private boolean asking;

    public CommittedEnds(Admin admin) {
        this.admin = admin;
    }

    /** Completes with an offset below which everything lies that was committed before this call. */
    CompletableFuture<Long> now(TopicPartition partition) {
        CompletableFuture<Long> end;
        synchronized (this) {
            end = next.computeIfAbsent(partition, asked -> new CompletableFuture<>());
            if (asking) {
                return end;
            }
        }
        askNext();
        return end;
    }

    private void askNext() {
        Map<TopicPartition, CompletableFuture<Long>> batch;
        synchronized (this) {
            if (asking || next.isEmpty()) {
                return;
            }
            asking = true;
            batch = next;
            next = new HashMap<>();
        }
        ask(batch);
        CompletableFuture.allOf(batch.values().toArray(CompletableFuture[]::new))
                .handle((nothing, e) -> true)
                .completeOnTimeout(true, TURN.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> {
                    synchronized (this) {
                        asking = false;
                    }
                    askNext();
                });
    }

    private void ask(Map<TopicPartition, CompletableFuture<Long>> batch) {
        try {
            ListOffsetsResult answer = admin.listOffsets(
                    batch.keySet().stream().collect(Collectors.toMap(asked -> asked, asked -> OffsetSpec.latest())),
                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs((int) PATIENCE.toMillis()));
            batch.forEach((partition, end) -> answer.partitionResult(partition).whenComplete((found, e) -> {
                if (e == null) {
                    end.complete(found.offset());
                } else {
                    end.completeExceptionally(Failures.cause(e));
                }
            }));
        } catch (RuntimeException e) {
            batch.values().forEach(end -> end.completeExceptionally(e));
        }
    }
}
