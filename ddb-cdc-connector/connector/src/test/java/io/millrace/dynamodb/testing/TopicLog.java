package io.millrace.dynamodb.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.firehose.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What a table's topic has, from its beginning, of what is committed; JSON without schemas. The topic has one partition. */
public final class TopicLog implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Entry> entries = new ArrayList<>();

    /** A record; a tombstone has no value. */
    public record Entry(JsonNode key, @Nullable JsonNode value) {

        public String id() {
            return key.path("id").asText();
        }

        /** {@code r}, {@code c}, {@code u}, {@code d}; a tombstone's is {@code -}. */
        public String op() {
            return value == null ? "-" : value.path("op").asText();
        }

        public JsonNode source() {
            return value == null ? JSON.createObjectNode() : value.path("source");
        }

        /** Of the image after, -1 if there is none. */
        public int version() {
            return image("after")
                    .map(item -> item.path("version").path("N").asInt())
                    .orElse(-1);
        }

        public Optional<JsonNode> image(String which) {
            try {
                return value == null || value.path(which).isNull()
                        ? Optional.empty()
                        : Optional.of(JSON.readTree(value.path(which).asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Such as {@code r a 1}. */
        @Override
        public String toString() {
            return op() + " " + id() + (version() >= 0 ? " " + version() : "");
        }
    }

    public TopicLog(String bootstrapServers, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    public List<Entry> entries() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            try {
                entries.add(new Entry(
                        JSON.readTree(record.key()), record.value() == null ? null : JSON.readTree(record.value())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(entries);
    }

    /** As texts such as {@code r a 1}. */
    public List<String> texts() {
        return entries().stream().map(Entry::toString).toList();
    }

    private List<String> lastTexts() {
        List<String> texts = texts();
        return texts.subList(Math.max(0, texts.size() - 50), texts.size());
    }

    public List<Entry> await(String what, Predicate<List<Entry>> condition) {
        return Eventually.get(PATIENCE, what, () -> Optional.of(entries()).filter(condition), this::lastTexts);
    }

    public List<Entry> awaitCount(int count) {
        return await(count + " records", all -> all.size() >= count);
    }

    /** What a table would hold that was made of it. */
    public Map<String, Integer> folded() {
        Map<String, Integer> folded = new TreeMap<>();
        for (Entry entry : entries()) {
            switch (entry.op()) {
                case "r", "c", "u" -> folded.put(entry.id(), entry.version());
                case "d" -> folded.remove(entry.id());
                default -> {
                    // a tombstone
                }
            }
        }
        return folded;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
