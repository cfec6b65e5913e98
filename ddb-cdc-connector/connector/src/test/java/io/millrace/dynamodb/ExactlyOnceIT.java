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
import io.millrace.firehose.testing.WorkerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The worker is killed, {@code kill -9}, while a table is scanned, and while it is streamed and scanned once more beside the stream. */
final class ExactlyOnceIT {

    private static final Set<String> CHANGES = Set.of("c", "u", "d");

    @Test
    void withExactlyOnceSupportEachChangeIsThereOnceAndInOrder() throws Exception {
        TopicOfKilledWorkers result = run("ddb-once", "enabled", "required");

        assertThat(result.changes()).isEqualTo(result.writes());
        assertThat(result.folded()).isEqualTo(result.contents());
        assertThat(result.scanned()).as("no item was scanned twice").doesNotHaveDuplicates();
        assertThat(result.scannedBeside())
                .as("nor beside the stream")
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutItNothingIsLostAndWhatComesTwiceComesInOrder() throws Exception {
        TopicOfKilledWorkers result = run("ddb-twice", "disabled", "requested");

        assertThat(result.folded()).isEqualTo(result.contents());
        result.writes()
                .forEach((id, writes) -> assertThat(result.changes().get(id)).containsSubsequence(writes));
    }

    private record TopicOfKilledWorkers(
            Map<String, List<String>> changes,
            Map<String, List<String>> writes,
            Map<String, Integer> folded,
            Map<String, Integer> contents,
            List<String> scanned,
            List<String> scannedBeside) {}

    private static TopicOfKilledWorkers run(String name, String workers, String connector) throws Exception {
        DynamoDbLocal dynamoDb = DynamoDbLocal.shared();
        TestTable table = TestTable.create(dynamoDb, name);
        List<String> ids = IntStream.range(0, 100).mapToObj(i -> "item-" + i).toList();
        try (ConnectCluster cluster = ConnectCluster.own(name, Map.of("exactly.once.source.support", workers));
                Writers writers = new Writers(table);
                TopicLog topic = new TopicLog(cluster.bootstrapServers(), "t." + name)) {
            ids.forEach(writers::insert);
            cluster.createTopic(name + "-signal", 1);
            WorkerProcess worker = cluster.startWorkerProcess();
            cluster.createConnector(
                    name,
                    Capture.of(
                            dynamoDb,
                            name,
                            Map.of(
                                    "exactly.once.support", connector,
                                    "signal.enabled.channels", "kafka",
                                    "signal.kafka.topic", name + "-signal",
                                    "signal.kafka.bootstrap.servers", cluster.bootstrapServers(),
                                    "signal.poll.interval.ms", "200",
                                    "incremental.snapshot.chunk.size", "5",
                                    "snapshot.segments", "2",
                                    "snapshot.page.items", "5",
                                    "snapshot.max.capacity.units", "10")));
            topic.await("half of the scan", all -> all.size() >= 40);
            writers.start(ids.subList(0, 50), 1);
            writers.start(ids.subList(50, 100), 2);
            worker.kill();

            worker = cluster.startWorkerProcess();
            topic.await("changes", all -> changes(all) >= 150);
            cluster.produce(
                    name + "-signal",
                    0,
                    "t",
                    "{\"id\":\"1\",\"type\":\"execute-snapshot\",\"data\":{\"data-collections\":[\"" + name + "\"]}}");
            topic.await(
                    "some of the snapshot beside the stream",
                    all -> scanned(all, "incremental").size() >= 10);
            worker.kill();

            cluster.startWorkerProcess();
            int before = changes(topic.entries());
            topic.await("more changes", all -> changes(all) > before + 50);
            writers.stop();
            topic.await(
                    "the last change of each item",
                    all -> writers.done().values().stream()
                            .allMatch(writes -> topic.texts().contains(writes.get(writes.size() - 1))));
            Eventually.isTrue(
                    Duration.ofSeconds(60),
                    "the end of the snapshot beside the stream",
                    () -> isNotScannedAnyMore(cluster, name));
            return new TopicOfKilledWorkers(
                    byId(topic.entries()),
                    writers.done(),
                    topic.folded(),
                    table.contents(),
                    scanned(topic.entries(), "true", "last"),
                    scanned(topic.entries(), "incremental"));
        }
    }

    private static boolean isNotScannedAnyMore(ConnectCluster cluster, String name) {
        JsonNode offsets = cluster.rest().offsets(name).path("offsets");
        return !offsets.isEmpty() && !offsets.path(0).path("offset").has("incremental");
    }

    private static List<String> scanned(List<TopicLog.Entry> entries, String... snapshots) {
        return entries.stream()
                .filter(entry -> entry.op().equals("r"))
                .filter(entry -> Set.of(snapshots)
                        .contains(entry.source().path("snapshot").asText()))
                .map(TopicLog.Entry::toString)
                .toList();
    }

    private static int changes(List<TopicLog.Entry> entries) {
        return (int)
                entries.stream().filter(entry -> CHANGES.contains(entry.op())).count();
    }

    private static Map<String, List<String>> byId(List<TopicLog.Entry> entries) {
        return entries.stream()
                .filter(entry -> CHANGES.contains(entry.op()))
                .collect(Collectors.groupingBy(
                        TopicLog.Entry::id,
                        TreeMap::new,
                        Collectors.mapping(TopicLog.Entry::toString, Collectors.toList())));
    }
}
