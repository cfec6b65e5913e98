package io.millrace.firehose.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the tests of the connector stand on. */
@Timeout(120)
class ConnectClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aConnectorIsGivenTheRecordsOfItsTopicAndItsOffsetsAreSeen() {
        ConnectCluster cluster = ConnectCluster.shared();
        cluster.createTopic("cluster-a", 2);
        cluster.produce("cluster-a", 1, "key", "value");

        cluster.createConnector("cluster-a", sinkOf("cluster-a", 2));

        Eventually.isTrue(
                PATIENCE,
                "the record",
                () -> RecordingSink.SEEN.stream()
                        .anyMatch(record -> record.topic().equals("cluster-a")
                                && new String((byte[]) record.value(), UTF_8).equals("value")));
        Eventually.isTrue(
                PATIENCE,
                "its offset",
                () -> cluster.offsets("cluster-a")
                        .getOrDefault(new TopicPartition("cluster-a", 1), 0L)
                        .equals(1L));
        assertThat(cluster.status("cluster-a").tasks()).hasSize(2);
        cluster.restart("cluster-a");
        cluster.awaitStatus("cluster-a", ConnectorStatus::isRunning);
        cluster.stop("cluster-a");
        cluster.resume("cluster-a");
        cluster.delete("cluster-a");
    }

    @Test
    void aRefusalSaysWhy() {
        ConnectCluster cluster = ConnectCluster.shared();

        assertThatThrownBy(() -> cluster.createConnector(
                        "cluster-b", Map.of("connector.class", RecordingSink.class.getName(), "topics", "cluster-b")))
                .isInstanceOf(ConnectRest.Refused.class)
                .hasMessageContaining("must");
    }

    @Test
    void theTasksOfAWorkerThatIsKilledGoToAnother() {
        try (ConnectCluster cluster = ConnectCluster.own("killed-connect")) {
            cluster.createTopic("cluster-c", 1);
            WorkerProcess process = cluster.startWorkerProcess();
            cluster.createConnector("cluster-c", sinkOf("cluster-c", 1));

            process.kill();
            cluster.startWorker();

            String alive = cluster.url().getAuthority();
            cluster.awaitStatus(
                    "cluster-c",
                    status ->
                            status.isRunning() && status.tasks().get(0).worker().equals(alive));
        }
    }

    private static Map<String, String> sinkOf(String topic, int tasks) {
        return Map.of(
                "connector.class",
                RecordingSink.class.getName(),
                "topics",
                topic,
                "tasks.max",
                Integer.toString(tasks),
                "must",
                "be");
    }
}
