package io.millrace.benchmarks.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What there is to be had by one thread: reads, gathers, compresses, uploads, and remembers nothing. It finds keys without looking for them, and whoever
 * runs it twice has everything twice.
 */
final class BareLoop {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FULL = 5 << 20;

    private final Delivery delivery;
    private final Bucket bucket;
    private final Map<String, ByteArrayOutputStream> files = new HashMap<>();
    private int objects;

    BareLoop(Delivery delivery, Bucket bucket) {
        this.delivery = delivery;
        this.bucket = bucket;
    }

    /** Returns how many records it delivered, and in what time from the first. */
    Delivered run(String bootstrapServers, long deadline) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, delivery.partitions())
                    .mapToObj(partition -> new TopicPartition(SourceTopic.name(delivery), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
            while (some.isEmpty() && System.nanoTime() < deadline) {
                some = consumer.poll(POLL);
            }
            long began = System.nanoTime();
            long rolled = began;
            long records = 0;
            while (records < delivery.records() && System.nanoTime() < deadline) {
                some.forEach(this::add);
                records += some.count();
                if (System.nanoTime() - rolled > FirehoseConnector.INTERVAL.toNanos() && delivery.prefixes() > 1) {
                    uploadAll();
                    rolled = System.nanoTime();
                }
                some = consumer.poll(POLL);
            }
            uploadAll();
            return new Delivered(records, System.nanoTime() - began);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] document = record.value();
        String prefix = delivery.prefixes() == 1 ? "" : key(document) + "/" + record.partition() + "-";
        ByteArrayOutputStream file = files.computeIfAbsent(prefix, any -> new ByteArrayOutputStream());
        file.write(document, 0, document.length);
        file.write('\n');
        if (file.size() >= FULL) {
            upload(prefix, file);
            file.reset();
        }
    }

    @SuppressWarnings("deprecation") // of all ways to make a text of bytes that are ASCII the cheapest
    private static String key(byte[] document) {
        return new String(document, 0, Documents.KEY_FROM, Documents.KEY_LENGTH);
    }

    private void uploadAll() {
        files.forEach(this::upload);
        files.clear();
    }

    private void upload(String prefix, ByteArrayOutputStream file) {
        if (file.size() > 0) {
            var compressed = new ByteArrayOutputStream(file.size() / 3);
            try (GZIPOutputStream out = new GZIPOutputStream(compressed, 64 << 10)) {
                file.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
            bucket.upload("data/" + prefix + objects++ + ".gz", compressed.toByteArray());
        }
    }
}
