package io.millrace.server.reshard.simulation;

import io.millrace.mapping.StreamName;
import io.millrace.server.kafka.ShardTopics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a node asks of the partitions' leaders. */
record SimulatedTopics(ShardTopic topic, Requests requests) implements ShardTopics {

    @Override
    public CompletionStage<@Nullable Void> grow(StreamName stream, int partitions) {
        return requests.ask(() -> {
            topic.grow(partitions);
            return CompletableFuture.completedStage(null);
        });
    }

    @Override
    public CompletionStage<Map<Integer, Long>> highWatermarks(StreamName stream, Set<Integer> partitions) {
        return requests.ask(() -> CompletableFuture.completedStage(topic.highWatermarks(partitions)));
    }
}
