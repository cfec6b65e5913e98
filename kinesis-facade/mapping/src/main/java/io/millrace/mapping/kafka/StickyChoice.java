package io.millrace.mapping.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where records without a key go: to one partition until a batch is full, then to another, so that batches fill.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-480">KIP-480</a>
 */
final class StickyChoice {

    private final int stickyBytes;
    private final Map<String, Choice> choices = new ConcurrentHashMap<>();

    private record Choice(int partition, int bytes) {}

    StickyChoice(int stickyBytes) {
        this.stickyBytes = stickyBytes;
    }

    /** @param partitions those that take records now, at least one */
    int partition(String topic, List<Integer> partitions, int bytes) {
        return choices.compute(topic, (name, last) -> {
                    if (last == null || last.bytes() >= stickyBytes || !partitions.contains(last.partition())) {
                        int index = ThreadLocalRandom.current().nextInt(partitions.size());
                        return new Choice(partitions.get(index), bytes);
                    }
                    return new Choice(last.partition(), last.bytes() + bytes);
                })
                .partition();
    }
}
