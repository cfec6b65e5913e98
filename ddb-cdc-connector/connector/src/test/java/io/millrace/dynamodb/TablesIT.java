package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.firehose.testing.ConnectCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** Which tables are captured, by how many tasks, and what happens to those that come, or whose stream ends. */
final class TablesIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    private final String name = "tables-" + Long.toHexString(System.nanoTime());

    @AfterEach
    void noConnectorIsLeft() {
        CONNECT.delete(name);
    }

    @Test
    void moreTablesThanTasksAreAllCapturedAndSoIsOneThatComesLater() {
        TestTable.create(DYNAMODB, name + "-a").put("a", 1);
        TestTable.create(DYNAMODB, name + "-b").put("b", 1);
        TestTable.create(DYNAMODB, name + "-c").put("c", 1);
        TestTable.create(DYNAMODB, name + "-not").put("x", 1);
        CONNECT.createConnector(
                name,
                Capture.of(
                        DYNAMODB,
                        name + ".*",
                        Map.of(
                                "tasks.max", "2",
                                "table.exclude.list", ".*-not",
                                "table.discovery.interval.ms", "1000")));
        CONNECT.awaitStatus(name, status -> status.isRunning() && status.tasks().size() == 2);
        for (String table : new String[] {"a", "b", "c"}) {
            try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name + "-" + table)) {
                topic.awaitCount(2);
                assertThat(topic.texts()).containsExactly("r " + table + " 1", "c " + table + " 1");
            }
        }

        TestTable.create(DYNAMODB, name + "-d").put("d", 1);

        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name + "-d");
                TopicLog other = new TopicLog(CONNECT.bootstrapServers(), "t." + name + "-a")) {
            topic.awaitCount(2);
            assertThat(other.texts()).as("others go on where they were").doesNotHaveDuplicates();
        }
    }

    @Test
    void aTableWithoutAStreamFailsTheTaskBeforeItIsScanned() {
        TestTable.withoutStream(DYNAMODB, name).put("a", 1);
        CONNECT.rest().configure(name, Capture.of(DYNAMODB, name, Map.of()));

        String trace = CONNECT.awaitStatus(name, io.millrace.firehose.testing.ConnectorStatus::hasFailed)
                .tasks()
                .get(0)
                .trace();

        assertThat(trace).contains("The table " + name + " has no stream");
    }

    @Test
    void aStreamThatIsTurnedOffFailsTheTaskAndSaysSo() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, Map.of()));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            topic.awaitCount(2);
            turnOff();

            String trace = CONNECT.awaitStatus(name, io.millrace.firehose.testing.ConnectorStatus::hasFailed)
                    .tasks()
                    .get(0)
                    .trace();

            assertThat(trace).contains("Changes of the table " + name + " are lost", "stream.gap.mode");
        }
    }

    @Test
    void ifItIsToBeScannedAgainAnotherStreamIsNoReasonToFail() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, Map.of("stream.gap.mode", "snapshot")));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            topic.awaitCount(2);
            CONNECT.stop(name);
            turnOff();
            table.put("b", 1);
            turnOn();
            table.put("c", 1);
            CONNECT.resume(name);

            topic.await("what came in between", all -> topic.texts().contains("c c 1"));

            assertThat(topic.texts()).containsSubsequence("c a 1", "r b 1", "c c 1");
            assertThat(topic.folded()).isEqualTo(table.contents());
        }
    }

    @Test
    void ifThereIsNoOtherStreamTheTableIsNotScannedAgainAndAgain() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, Map.of("stream.gap.mode", "snapshot")));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            topic.awaitCount(2);
            turnOff();

            CONNECT.awaitStatus(
                    name,
                    status -> status.tasks().stream()
                            .anyMatch(task -> task.trace().contains("It has no other stream: enable one")));

            assertThat(topic.texts()).containsExactly("r a 1", "c a 1");
        }
    }

    @Test
    void ifReadingIsToGoOnTheNewStreamIsRead() {
        TestTable table = TestTable.create(DYNAMODB, name);
        table.put("a", 1);
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, Map.of("stream.gap.mode", "continue")));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            topic.awaitCount(2);
            CONNECT.stop(name);
            table.put("b", 1);
            turnOff();
            turnOn();
            table.put("c", 1);
            CONNECT.resume(name);

            topic.await("what is in the new stream", all -> topic.texts().contains("c c 1"));

            assertThat(topic.texts())
                    .as("the old one is read to its end")
                    .containsExactly("r a 1", "c a 1", "c b 1", "c c 1");
        }
    }

    @Test
    void tablesWithoutAStreamArePassedOverUntilTheyHaveOneIfThatIsAskedFor() {
        TestTable table = TestTable.withoutStream(DYNAMODB, name);
        table.put("a", 1);
        CONNECT.rest()
                .configure(
                        name,
                        Capture.of(
                                DYNAMODB,
                                name,
                                Map.of("table.without.stream", "skip", "table.discovery.interval.ms", "500")));
        CONNECT.awaitStatus(
                name,
                status -> status.state().equals("RUNNING") && status.tasks().isEmpty());

        turnOn();
        table.put("b", 1);

        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            topic.await("both", all -> topic.folded().equals(table.contents()));
        }
    }

    private void turnOn() {
        DYNAMODB.client()
                .updateTable(update -> update.tableName(name)
                        .streamSpecification(StreamSpecification.builder()
                                .streamEnabled(true)
                                .streamViewType("NEW_AND_OLD_IMAGES")
                                .build()));
    }

    private void turnOff() {
        DYNAMODB.client()
                .updateTable(update -> update.tableName(name)
                        .streamSpecification(StreamSpecification.builder()
                                .streamEnabled(false)
                                .build()));
    }
}
