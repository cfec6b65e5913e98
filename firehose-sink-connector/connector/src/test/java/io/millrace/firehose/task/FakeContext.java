package io.millrace.firehose.task;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a worker does with what a task asks of it. */
final class FakeContext implements SinkTaskContext {

    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private long sleep = Long.MAX_VALUE;

    /** In milliseconds; if the task does not say, it is the worker's, and long. */
    long sleep() {
        return sleep;
    }

    /** What is to be done before the next poll. */
    Map<TopicPartition, Long> takeSeeks() {
        Map<TopicPartition, Long> taken = Map.copyOf(seeks);
        seeks.clear();
        return taken;
    }

    boolean isPaused(TopicPartition at) {
        return paused.contains(at);
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition at, long offset) {
        seeks.put(at, offset);
    }

    @Override
    public void timeout(long timeoutMs) {
        sleep = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        Arrays.asList(partitions).forEach(paused::remove);
    }

    @Override
    public void requestCommit() {}

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException();
    }
}
