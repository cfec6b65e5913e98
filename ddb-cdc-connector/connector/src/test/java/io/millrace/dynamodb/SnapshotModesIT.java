package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Modes that other tests do not use: those have initial, initial_only, no_data and when_needed. */
final class SnapshotModesIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    private final String name = "modes-" + Long.toHexString(System.nanoTime());

    @AfterEach
    void noConnectorIsLeft() {
        CONNECT.delete(name);
    }

    @Test
    void alwaysScansAtEachStart() {
        TestTable.create(DYNAMODB, name).put("a", 1);
        try (TopicLog topic = captured(Map.of("snapshot.mode", "always"))) {
            topic.awaitCount(2);
            CONNECT.stop(name);
            CONNECT.resume(name);

            topic.awaitCount(4);

            assertThat(topic.texts()).containsExactly("r a 1", "c a 1", "r a 1", "c a 1");
        }
    }

    @Test
    void configurationBasedDoesWhatItIsTold() {
        TestTable.create(DYNAMODB, name).put("a", 1);
        try (TopicLog topic = captured(Map.of(
                "snapshot.mode", "configuration_based",
                "snapshot.mode.configuration.based.snapshot.data", "false",
                "snapshot.mode.configuration.based.start.stream", "true"))) {
            topic.awaitCount(1);

            assertThat(topic.texts()).containsExactly("c a 1");
        }
    }

    @Test
    void customIsSomebodysOwn() {
        TestTable.create(DYNAMODB, name).put("a", 1);
        try (TopicLog topic = captured(Map.of("snapshot.mode", "custom", "snapshot.mode.custom.name", "scan_once"))) {
            topic.awaitCount(1);
            Eventually.isTrue(
                    Duration.ofSeconds(60),
                    "the end of the scan in Connect's offsets",
                    () -> CONNECT.rest().offsets(name).toString().contains("\"snapshot_completed\":true"));

            assertThat(topic.texts()).containsExactly("r a 1");
        }
    }

    private TopicLog captured(Map<String, String> mode) {
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, mode));
        return new TopicLog(CONNECT.bootstrapServers(), "t." + name);
    }
}
