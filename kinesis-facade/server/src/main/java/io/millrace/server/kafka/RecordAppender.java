package io.millrace.server.kafka;

import io.millrace.mapping.kafka.RecordHashKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Appends to partitions through the node's one idempotent producer. Records that one thread appends to one partition land
 * in that order.
 */
public final class RecordAppender implements AutoCloseable {

    /** Says that a record went to the shard of this hash key (decimal) and not of its partition key. */
    public static final String EXPLICIT_HASH_KEY = RecordHashKey.EXPLICIT_HASH_KEY;

    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final Producer<byte[], byte[]> producer;
    private final Metric freeBytes;
    private final double ampleBytes;
    private volatile boolean ample;
    private volatile long lookedAt;

    public RecordAppender(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        this.freeBytes = metric(producer, "buffer-available-bytes");
        this.ampleBytes = value(metric(producer, "buffer-total-bytes")) / 2;
        this.ample = true;
        this.lookedAt = System.nanoTime();
    }

    private static Metric metric(Producer<?, ?> producer, String name) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double value(Metric metric) {
        return ((Number) metric.metricValue()).doubleValue();
    }

    /**
     * Whether the producer has so much memory left that an append waits for none. To look takes the lock that the producer's own
     * thread needs, so a look holds for a moment in which the half that must be free cannot be filled.
     */
    public boolean hasRoom() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_AGAIN_NANOS) {
            lookedAt = now;
            ample = value(freeBytes) >= ampleBytes;
        }
        return ample;
    }

    /** How many partitions of the topic the producer knows; waits if it knows none, and throws where Kafka does not say in time. */
    public int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    /**
     * Hands the record to the producer. Blocks, for as long as the producer's settings allow, while its memory is full or a
     * partition is not known yet. The listener is told of the outcome unless this throws: then the record was not taken.
     *
     * @return false if the producer waited in vain: the next record for the topic would wait as long
     */
    public boolean append(
            String topic,
            int partition,
            byte @Nullable [] partitionKey,
            byte[] data,
            Optional<String> explicitHashKey,
            int index,
            AppendListener listener) {
        List<Header> headers = explicitHashKey
                .<List<Header>>map(
                        key -> List.of(new RecordHeader(EXPLICIT_HASH_KEY, key.getBytes(StandardCharsets.US_ASCII))))
                .orElse(List.of());
        Future<RecordMetadata> sent = producer.send(
                new ProducerRecord<>(topic, partition, null, partitionKey, data, headers), (metadata, e) -> {
                    if (e == null) {
                        listener.appended(index, metadata.offset(), metadata.timestamp());
                    } else {
                        listener.failed(index, e);
                    }
                });
        return !(sent.isDone() && failedForTime(sent));
    }

    private static boolean failedForTime(Future<RecordMetadata> done) {
        try {
            done.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TimeoutException;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
