package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.kafka.ChangeTopics.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A table's stream: its topic, with the number of partitions that it has. A topic that was made anew is another stream, and so is one
 * that has more partitions than before, for then keys have moved from one to another and no order of shards would be true.
 *
 * @param time its label as a time. Kafka does not tell when a topic was made, so it is made of the topic's id and of the number of
 *     partitions: the same on every node and after every restart, and another for another stream
 */
public record TableStream(String table, Topic topic, Instant time) {

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long FIRST = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long FIVE_YEARS = 5L * 365 * 24 * 3_600_000;

    static TableStream of(String table, Topic topic) {
        return new TableStream(table, topic, time(topic));
    }

    private static Instant time(Topic topic) {
        byte[] identity = (topic.id() + "/" + topic.partitions()).getBytes(StandardCharsets.UTF_8);
        try {
            long digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(identity))
                    .getLong();
            return Instant.ofEpochMilli(FIRST + Math.floorMod(digest, FIVE_YEARS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    public String label() {
        return LABEL.format(time);
    }

    /** The shard that a partition is. */
    public String shardId(int partition) {
        return String.format(Locale.ROOT, "shardId-%020d-%08x", time.toEpochMilli(), partition);
    }

    /** The partition that a shard is; empty if it is none of this stream's. */
    public OptionalInt partition(String shardId) {
        return IntStream.range(0, topic.partitions())
                .filter(partition -> shardId(partition).equals(shardId))
                .findFirst();
    }
}
