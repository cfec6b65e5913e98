package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table becomes a topic, in a real worker of Connect, from DynamoDB Local. */
final class CaptureIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    private final String name = "capture-" + Long.toHexString(System.nanoTime());

    @AfterEach
    void noConnectorIsLeft() {
        CONNECT.delete(name);
    }

    @Test
    void firstWhatATableHoldsThenEveryChange() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CONNECT.createConnector(name, config());
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic())) {
            topic.await(
                    "what the table holds",
                    all -> all.stream().anyMatch(entry -> entry.op().equals("r")));
            table.put("b", 1);
            table.put("b", 2);
            table.delete("a");

            List<TopicLog.Entry> all =
                    topic.await("the delete", entries -> entries.stream().anyMatch(e -> e.op().equals("-")));

            // what was written just before the scan is in the stream too
            assertThat(topic.texts()).containsExactly("r a 1", "c a 1", "c b 1", "u b 2", "d a", "- a");
            TopicLog.Entry update = all.get(3);
            assertThat(update.image("before")
                            .orElseThrow()
                            .path("version")
                            .path("N")
                            .asText())
                    .isEqualTo("1");
            assertThat(Instant.ofEpochMilli(update.value().path("ts_ms").asLong()))
                    .as("when the connector made it")
                    .isBetween(began, Instant.now());
            assertThat(update.source().path("table").asText()).isEqualTo(name);
            assertThat(update.source().path("connector").asText()).isEqualTo("dynamodb");
            assertThat(update.source().path("stream_view_type").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
            assertThat(update.source().path("event_id").asText()).isNotEmpty();
            assertThat(update.source().path("sequence_number").asText()).matches("\\d{21,40}");
            assertThat(update.source().path("shard_id").asText()).startsWith("shardId-");
            assertThat(update.source().path("stream_arn").asText()).contains(":table/" + name + "/stream/");
            assertThat(all.get(0).source().path("snapshot").asText()).isEqualTo("last");
        }
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        CONNECT.createConnector(name, config());
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic())) {
            topic.awaitCount(2);
            CONNECT.stop(name);
            table.put("a", 2);
            CONNECT.resume(name);

            topic.await("the change", all -> all.stream().anyMatch(entry -> entry.version() == 2));

            assertThat(topic.texts()).containsExactly("r a 1", "c a 1", "u a 2");
        }
    }

    @Test
    void aTableWithoutItemsIsNotScannedAgain() {
        TestTable table = TestTable.create(DYNAMODB, name);
        CONNECT.createConnector(name, config());
        Eventually.isTrue(
                Duration.ofSeconds(60),
                "the end of the scan in Connect's offsets",
                () -> CONNECT.rest().offsets(name).toString().contains("\"snapshot_completed\":true"));
        CONNECT.stop(name);
        table.put("a", 1);
        CONNECT.resume(name);

        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic())) {
            topic.awaitCount(1);
            assertThat(topic.texts()).containsExactly("c a 1");
        }
    }

    private String topic() {
        return "t." + name;
    }

    private Map<String, String> config() {
        return Capture.of(DYNAMODB, name, Map.of());
    }
}
