package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.dynamodb.testing.Writers;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a connector does that was sent a signal: by Kafka, a file, JMX. */
final class SignalsIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    private final String name = "signals-" + Long.toHexString(System.nanoTime());
    private final String notices = name + "-notices";

    @AfterEach
    void noConnectorIsLeft() {
        CONNECT.delete(name);
    }

    @Test
    void anIncrementalSnapshotBesideWritersAndDeletersFoldsToTheTable() throws Exception {
        TestTable table = TestTable.withoutStream(DYNAMODB, name);
        List<String> ids = IntStream.range(0, 200).mapToObj(i -> "item-" + i).toList();
        try (Writers writers = new Writers(table);
                TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic());
                TopicLog told = new TopicLog(CONNECT.bootstrapServers(), notices)) {
            ids.forEach(writers::insert);
            table.turnStreamOn();
            CONNECT.createConnector(
                    name,
                    kafka(Map.of(
                            "snapshot.mode", "no_data",
                            "snapshot.segments", "2",
                            "incremental.snapshot.chunk.size", "7")));
            writers.start(ids.subList(0, 100), 1);
            writers.start(ids.subList(100, 200), 2);

            signal("execute-snapshot", "{\"type\":\"incremental\",\"data-collections\":[\"signals-.*\"]}");
            told.await("the end of the snapshot", all -> types(all).contains("COMPLETED"));
            writers.stop();
            topic.await("the table", all -> topic.folded().equals(table.contents()));

            assertThat(types(told.entries()))
                    .containsSubsequence("STARTED", "IN_PROGRESS", "IN_PROGRESS")
                    .endsWith("TABLE_SCAN_COMPLETED", "COMPLETED");
            assertThat(topic.entries().stream()
                            .filter(entry -> entry.op().equals("r"))
                            .map(entry -> entry.source().path("snapshot").asText())
                            .distinct())
                    .containsExactly("incremental");
            assertThat(topic.texts().stream().filter(text -> text.startsWith("r")))
                    .doesNotHaveDuplicates();
            assertNoItemGoesBack(topic);
        }
    }

    /** Versions grow with every put. */
    private static void assertNoItemGoesBack(TopicLog topic) {
        Map<String, Integer> last = new HashMap<>();
        for (TopicLog.Entry entry : topic.entries()) {
            if (entry.version() >= 0) {
                assertThat(entry.version())
                        .as(entry.toString())
                        .isGreaterThanOrEqualTo(last.getOrDefault(entry.id(), 0));
                last.put(entry.id(), entry.version());
            }
        }
    }

    @Test
    void aSnapshotThatIsPausedIsPausedAfterARestartTooUntilItIsResumed() {
        TestTable table = TestTable.withoutStream(DYNAMODB, name);
        for (int i = 0; i < 60; i++) {
            table.put("item-" + i, 1);
        }
        table.turnStreamOn();
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic());
                TopicLog told = new TopicLog(CONNECT.bootstrapServers(), notices)) {
            CONNECT.createConnector(
                    name, kafka(Map.of("snapshot.mode", "no_data", "incremental.snapshot.chunk.size", "5")));
            signal("execute-snapshot", "{\"data-collections\":[\"" + name + "\"]}");
            topic.awaitCount(10);
            signal("pause-snapshot", "{}");
            told.await("the pause", all -> types(all).contains("PAUSED"));
            CONNECT.stop(name);
            String before = offset().path("incremental").asText();
            assertThat(before).contains("\"paused\":true");

            CONNECT.resume(name);
            table.put("later", 1);
            topic.await("what is streamed meanwhile", all -> topic.texts().contains("c later 1"));
            assertThat(offset().path("incremental").asText()).as("where it was").isEqualTo(before);
            signal("resume-snapshot", "{}");
            told.await("the end", all -> types(all).contains("COMPLETED"));

            topic.await("the table", all -> topic.folded().equals(table.contents()));
            assertThat(types(told.entries())).contains("RESUMED");
            assertThat(topic.texts()).as("it went on where it was").doesNotHaveDuplicates();

            signal("log", "{\"message\":\"at {}\"}");
            signal("execute-snapshot", "{\"data-collections\":[\"" + name + "\"]}");
            signal("stop-snapshot", "{\"data-collections\":[\"" + name + "\"]}");
            told.await("the stop", all -> types(all).contains("ABORTED"));
            assertThat(topic.entries()).as("it was stopped at its start").hasSizeLessThan(61 + 60);
        }
    }

    @Test
    void aBlockingSnapshotIsAsTheInitialOneAndThenStreamingGoesOn() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic());
                TopicLog told = new TopicLog(CONNECT.bootstrapServers(), notices)) {
            CONNECT.createConnector(name, kafka(Map.of()));
            topic.awaitCount(2);
            signal("execute-snapshot", "{\"type\":\"blocking\",\"data-collections\":[\"" + name + "\"]}");
            topic.awaitCount(3);
            table.put("a", 2);
            topic.awaitCount(4);

            assertThat(topic.texts()).containsExactly("r a 1", "c a 1", "r a 1", "u a 2");
            assertThat(topic.entries().get(2).source().path("snapshot").asText())
                    .isEqualTo("last");
            assertThat(types(told.entries()))
                    .containsSubsequence("STARTED", "IN_PROGRESS", "TABLE_SCAN_COMPLETED", "COMPLETED", "STARTED");
        }
    }

    @Test
    void signalsComeByAFileAndByJmxAndMetricsShowWhatTheyDo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("signals");
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic());
                TopicLog told = new TopicLog(CONNECT.bootstrapServers(), notices)) {
            CONNECT.createConnector(
                    name, config(Map.of("signal.enabled.channels", "file,jmx", "signal.file", file.toString())));
            topic.awaitCount(2);
            Files.writeString(file, """
                    {"id":"no","type":"execute-snapshot","data":{"data-collections":[".*"],\
                    "additional-conditions":[{"data-collection":".*","filter":"version=1"}]}}
                    {"id":"yes","type":"execute-snapshot","data":{"data-collections":[".*"]}}
                    """, StandardCharsets.UTF_8);

            told.await("the end of one", all -> all.stream().anyMatch(notice -> isEndOf("yes", notice)));
            assertThat(told.entries().stream()
                            .filter(notice ->
                                    notice.value().path("type").asText().equals("ABORTED"))
                            .map(notice -> notice.value()
                                    .path("additional_data")
                                    .path("message")
                                    .asText()))
                    .singleElement()
                    .asString()
                    .contains("additional-conditions");
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName(
                                    "debezium.dynamodb:type=management,context=signals,server=" + name + ",task=0"),
                            "signal",
                            new Object[] {"jmx-1", "execute-snapshot", "{\"data-collections\":[\".*\"]}"},
                            new String[] {"java.lang.String", "java.lang.String", "java.lang.String"});
            topic.await(
                    "two snapshots more",
                    all -> all.stream().filter(entry -> entry.op().equals("r")).count() == 3);

            assertThat(metric("snapshot", "SnapshotCompleted")).isEqualTo(true);
            assertThat(metric("snapshot", "TotalTableCount")).isEqualTo(1);
            assertThat(metric("snapshot", "RowsScanned").toString()).contains(name);
            assertThat(metric("streaming", "Connected")).isEqualTo(true);
            assertThat(metric("streaming", "TotalNumberOfCreateEventsSeen")).isEqualTo(1L);
        }
    }

    @Test
    void newItemsOfATableAreSignals() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        String signals = name + "-table";
        TestTable.create(DYNAMODB, signals);
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), topic())) {
            CONNECT.createConnector(name, config(Map.of("signal.data.collection", signals)));
            topic.awaitCount(2);
            DYNAMODB.client()
                    .putItem(item -> item.tableName(signals)
                            .item(Map.of(
                                    "id", AttributeValue.fromS("source-1"),
                                    "type", AttributeValue.fromS("execute-snapshot"),
                                    "data", AttributeValue.fromS("{\"data-collections\":[\"" + name + "\"]}"))));
            topic.awaitCount(3);

            assertThat(topic.texts()).containsExactly("r a 1", "c a 1", "r a 1");
            assertThat(topic.entries().get(2).source().path("snapshot").asText())
                    .isEqualTo("incremental");
        }
    }

    private static boolean isEndOf(String signal, TopicLog.Entry notice) {
        return notice.value().path("id").asText().equals(signal)
                && notice.value().path("type").asText().equals("COMPLETED");
    }

    private Object metric(String context, String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(
                        new ObjectName("debezium.dynamodb:type=connector-metrics,server=" + name + ",task=0,context="
                                + context),
                        attribute);
    }

    private JsonNode offset() {
        return Eventually.get(
                Duration.ofSeconds(30),
                "the offset of the table",
                () -> java.util.Optional.of(CONNECT.rest().offsets(name).path("offsets"))
                        .filter(all -> !all.isEmpty())
                        .map(all -> all.path(0).path("offset")),
                () -> CONNECT.rest().offsets(name));
    }

    private void signal(String type, String data) {
        CONNECT.produce(
                name + "-signal", 0, name, "{\"id\":\"%s-1\",\"type\":\"%s\",\"data\":%s}".formatted(type, type, data));
    }

    private static List<String> types(List<TopicLog.Entry> notices) {
        return notices.stream()
                .map(notice -> notice.value().path("type").asText())
                .toList();
    }

    private String topic() {
        return name + "." + name;
    }

    private Map<String, String> kafka(Map<String, String> others) {
        CONNECT.createTopic(name + "-signal", 1);
        Map<String, String> config = new HashMap<>(Map.of(
                "signal.enabled.channels", "kafka", "signal.kafka.bootstrap.servers", CONNECT.bootstrapServers()));
        config.putAll(others);
        return config(config);
    }

    private Map<String, String> config(Map<String, String> others) {
        Map<String, String> config = new HashMap<>(Map.of(
                "topic.prefix",
                name,
                "signal.poll.interval.ms",
                "200",
                "notification.enabled.channels",
                "sink",
                "notification.sink.topic.name",
                notices));
        config.putAll(others);
        return Capture.of(DYNAMODB, name, config);
    }
}
