package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.dynamodb.testing.Writers;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.ConnectorStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shards that roll over, as they do every four hours, and records that are gone after a day. */
final class RotationIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.start();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    private final String name = "rotation-" + Long.toHexString(System.nanoTime());

    @AfterEach
    void noConnectorIsLeft() {
        CONNECT.delete(name);
    }

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @Test
    void shardsThatRollOverLoseNothingAndKeepTheOrder() throws Exception {
        TestTable table = TestTable.create(DYNAMODB, name);
        List<String> ids = IntStream.range(0, 20).mapToObj(i -> "item-" + i).toList();
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, Map.of("snapshot.mode", "no_data")));
        try (Writers writers = new Writers(table);
                TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            writers.start(ids, 1);
            for (int roll = 1; roll <= 4; roll++) {
                int enough = 40 * roll;
                topic.await("changes", all -> all.size() >= enough);
                DYNAMODB.rollShards();
            }
            writers.stop();
            topic.await(
                    "all changes",
                    all -> changes(all).values().stream().mapToInt(List::size).sum() >= writers.count());

            assertThat(changes(topic.entries())).isEqualTo(writers.done());
            assertThat(topic.entries().stream()
                            .map(entry -> entry.source().path("shard_id").asText())
                            .filter(shard -> !shard.isEmpty())
                            .distinct())
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void aPositionThatIsOlderThanADayFailsTheTaskAndSaysSo() {
        TestTable table = capturedStoppedAndForgotten(Map.of());
        CONNECT.resume(name);

        String trace = CONNECT.awaitStatus(name, ConnectorStatus::hasFailed)
                .tasks()
                .get(0)
                .trace();

        assertThat(trace).contains("Changes of the table " + table.name() + " are lost");
    }

    @Test
    void inTheModeWhenNeededThePositionIsNoReasonToFail() {
        TestTable table = capturedStoppedAndForgotten(Map.of("snapshot.mode", "when_needed"));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            CONNECT.resume(name);

            topic.await("what was lost", all -> topic.texts().contains("r b 1"));

            assertThat(topic.folded()).isEqualTo(table.contents());
        }
    }

    /** What was written while it was stopped is more than a day ago, and in shards that are gone. */
    private TestTable capturedStoppedAndForgotten(Map<String, String> others) {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, others));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            topic.awaitCount(2);
        }
        CONNECT.stop(name);
        table.put("b", 1);
        DYNAMODB.rollShards();
        DYNAMODB.age(Duration.ofHours(40));
        return table;
    }

    private static Map<String, List<String>> changes(List<TopicLog.Entry> entries) {
        return entries.stream()
                .filter(entry -> List.of("c", "u", "d").contains(entry.op()))
                .collect(Collectors.groupingBy(
                        TopicLog.Entry::id,
                        TreeMap::new,
                        Collectors.mapping(TopicLog.Entry::toString, Collectors.toList())));
    }
}
