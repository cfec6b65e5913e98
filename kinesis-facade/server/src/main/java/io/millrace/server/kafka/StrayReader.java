package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Waits with one consumer at all partitions where a stray can land. Not thread-safe, but for {@link #wakeUp}. */
public final class StrayReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private Map<TopicPartition, StreamPartition> watched = Map.of();

    /** @param consumer at read_committed, unassigned; this object closes it */
    public StrayReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Watches these partitions and no others. Those that are new must be {@linkplain #seek placed} before the next read. */
    public void watch(Collection<StreamPartition> partitions) {
        watched = partitions.stream().collect(Collectors.toMap(StreamPartition::inKafka, at -> at));
        consumer.assign(watched.keySet());
    }

    public void seek(StreamPartition partition, long offset) {
        consumer.seek(partition.inKafka(), offset);
    }

    public int partitionCount(StreamName stream) {
        return consumer.partitionsFor(stream.value()).size();
    }

    /**
     * Waits for something that was committed to any of the partitions.
     *
     * @throws WakeupException after {@link #wakeUp}
     */
    public List<StrayBatch> poll(Duration patience) {
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience);
            List<StrayBatch> batches = new ArrayList<>();
            polled.nextOffsets().forEach((at, next) -> {
                StreamPartition partition = watched.get(at);
                if (partition != null) {
                    List<StrayRecord> records =
                            polled.records(at).stream().map(StrayRecord::new).toList();
                    batches.add(new StrayBatch(partition, records, next.offset()));
                }
            });
            return batches;
        } catch (OffsetOutOfRangeException e) {
            return e.offsetOutOfRangePartitions().entrySet().stream()
                    .map(at -> recover(at.getKey(), at.getValue()))
                    .toList();
        }
    }

    /** Kafka has trimmed the log beyond where we stood, or the log has lost its end. */
    private StrayBatch recover(TopicPartition at, long offset) {
        long begin = consumer.beginningOffsets(List.of(at)).get(at);
        long next = begin > offset ? begin : consumer.endOffsets(List.of(at)).get(at);
        consumer.seek(at, next);
        return new StrayBatch(Objects.requireNonNull(watched.get(at)), List.of(), next);
    }

    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
