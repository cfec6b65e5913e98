package io.millrace.benchmarks.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What there is to be had by one thread: reads, gathers, compresses, puts each object with one request, and remembers nothing. It finds keys without looking
 * for them, and whoever runs it twice has everything twice.
 */
final class BareLoop {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Delivery delivery;
    private final Bucket bucket;
    private final int unit;
    private final List<Open> partitions = new ArrayList<>();
    private int objects;
    private long visible;

    /** @param unit a partition's files end when it has taken so many records */
    BareLoop(Delivery delivery, Bucket bucket, int unit) {
        this.delivery = delivery;
        this.bucket = bucket;
        this.unit = unit;
        IntStream.range(0, delivery.partitions()).forEach(partition -> partitions.add(new Open()));
    }

    /** A partition's records that are not in the bucket. */
    private static final class Open {
        private final Map<String, ByteArrayOutputStream> files = new HashMap<>();
        private int records;
    }

    void run(String bootstrapServers, SteadyDelivery steady, long deadline) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var assigned = IntStream.range(0, delivery.partitions())
                    .mapToObj(partition -> new TopicPartition(SourceTopic.name(delivery), partition))
                    .toList();
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            while (!steady.isOver() && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    add(record);
                    steady.visible(visible);
                }
            }
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] document = record.value();
        String prefix = delivery.prefixes() == 1 ? "" : key(document) + "/";
        Open open = partitions.get(record.partition());
        ByteArrayOutputStream file = open.files.computeIfAbsent(prefix, any -> new ByteArrayOutputStream());
        file.write(document, 0, document.length);
        file.write('\n');
        if (++open.records >= unit) {
            open.files.forEach(this::put);
            open.files.clear();
            visible += open.records;
            open.records = 0;
        }
    }

    @SuppressWarnings("deprecation") // of all ways to make a text of bytes that are ASCII the cheapest
    private static String key(byte[] document) {
        return new String(document, 0, Documents.KEY_FROM, Documents.KEY_LENGTH);
    }

    private void put(String prefix, ByteArrayOutputStream file) {
        var compressed = new ByteArrayOutputStream(file.size() / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed, 64 << 10)) {
            file.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        bucket.put("data/" + prefix + objects++ + ".gz", compressed.toByteArray());
    }
}
