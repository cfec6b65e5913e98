package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.Replica;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.dynamodb.testing.Writers;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two tables, each captured, and each a replica of the other. */
final class TwoWaysIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = "two-" + Long.toHexString(System.nanoTime());
    private final TestTable a = TestTable.create(DYNAMODB, name + "-a");
    private final TestTable b = TestTable.create(DYNAMODB, name + "-b");

    @AfterEach
    void noConnectorIsLeft() {
        for (String connector : List.of("-source", "-sink")) {
            CONNECT.delete(a.name() + connector);
            CONNECT.delete(b.name() + connector);
        }
    }

    @Test
    void whatIsWrittenInOneReachesTheOtherOnceAndDoesNotComeBack() throws Exception {
        follow(Map.of());
        try (Writers ofA = new Writers(a);
                Writers ofB = new Writers(b)) {
            ofA.start(List.of("a1", "a2", "a3"), 1);
            ofB.start(List.of("b1", "b2", "b3"), 2);
            Eventually.isTrue(PATIENCE, "writes", () -> ofA.count() > 60 && ofB.count() > 60);
            ofA.stop();
            ofB.stop();
            a.put("last-of-a", 1);
            b.put("last-of-b", 1);

            awaitEqual();
            try (TopicLog topicOfA = new TopicLog(CONNECT.bootstrapServers(), topic(a));
                    TopicLog topicOfB = new TopicLog(CONNECT.bootstrapServers(), topic(b))) {
                // an item of the other that is written after the last of all is the last to come back, if one did
                topicOfA.await("what came of b", all -> shows(all, "last-of-b"));
                topicOfB.await("what came of a", all -> shows(all, "last-of-a"));
                a.put("end-of-a", 1);
                b.put("end-of-b", 1);
                topicOfA.await("what came of b", all -> shows(all, "end-of-b"));
                topicOfB.await("what came of a", all -> shows(all, "end-of-a"));

                assertThat(of(topicOfA, "last-of-a")).containsExactly("c last-of-a 1");
                assertThat(of(topicOfB, "last-of-b")).containsExactly("c last-of-b 1");
                ofA.done()
                        .forEach((id, writes) ->
                                assertThat(withoutTombstones(of(topicOfA, id))).isEqualTo(writes));
                ofB.done()
                        .forEach((id, writes) ->
                                assertThat(withoutTombstones(of(topicOfB, id))).isEqualTo(writes));
            }
            assertThat(a.contents()).isEqualTo(b.contents());
        }
    }

    @Test
    void withVersionsWritersOfTheSameItemsLeaveBothTablesEqual() throws Exception {
        follow(Map.of("version.attribute", "version"));
        int version = 0;
        for (int round = 0; round < 60; round++) {
            TestTable table = round % 2 == 0 ? a : b;
            if (round % 7 == 6) {
                table.delete("c" + round % 3);
            } else {
                table.put("c" + round % 3, ++version);
            }
        }
        a.put("last-of-a", ++version);
        b.put("last-of-b", ++version);

        Eventually.isTrue(
                PATIENCE,
                "the last writes",
                () -> b.contents().containsKey("last-of-a") && a.contents().containsKey("last-of-b"));
        awaitEqual();
    }

    private void follow(Map<String, String> others) {
        for (TestTable table : List.of(a, b)) {
            // a stream that never had a record DynamoDB Local may call trimmed
            table.put("begin-" + table.name(), 0);
            CONNECT.createTopic(topic(table), 1);
            CONNECT.createConnector(
                    table.name() + "-source",
                    Capture.of(DYNAMODB, table.name(), Map.of("topic.prefix", prefix(table))));
        }
        sink(a, b, others);
        sink(b, a, others);
    }

    private static void sink(TestTable from, TestTable to, Map<String, String> others) {
        Map<String, String> config = new HashMap<>(others);
        config.put("target.topic.prefix", prefix(to));
        CONNECT.createConnector(to.name() + "-sink", Replica.of(DYNAMODB, topic(from), to.name(), config));
    }

    /** Each connector has one of its own. */
    private static String prefix(TestTable table) {
        return "of-" + table.name();
    }

    private static String topic(TestTable table) {
        return prefix(table) + "." + table.name();
    }

    private void awaitEqual() {
        Eventually.get(
                PATIENCE,
                "the same items in both tables",
                () -> Optional.of(unmarked(a)).filter(unmarked(b)::equals),
                () -> unmarked(a) + " and " + unmarked(b));
    }

    private static Map<String, Map<String, AttributeValue>> unmarked(TestTable table) {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        DYNAMODB.client()
                .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                .items()
                .forEach(item -> {
                    Map<String, AttributeValue> unmarked = new HashMap<>(item);
                    unmarked.remove("_millrace");
                    items.put(item.get("id").s(), unmarked);
                });
        return items;
    }

    private static boolean shows(List<TopicLog.Entry> all, String id) {
        return all.stream().anyMatch(entry -> entry.id().equals(id));
    }

    private static List<String> of(TopicLog topic, String id) {
        return topic.entries().stream()
                .filter(entry -> entry.id().equals(id))
                .map(TopicLog.Entry::toString)
                .toList();
    }

    private static List<String> withoutTombstones(List<String> texts) {
        return texts.stream().filter(text -> !text.startsWith("-")).toList();
    }
}
