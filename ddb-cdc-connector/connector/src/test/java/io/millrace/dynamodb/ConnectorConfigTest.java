package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.config.Configuration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;

final class ConnectorConfigTest {

    private static final Map<String, String> LEAST = Map.of("topic.prefix", "t", "table.include.list", "orders");

    @Test
    void heartbeatsAreOnAndCannotBeTurnedOff() {
        assertThat(config(Map.of()).getHeartbeatInterval()).hasMinutes(5);
        assertThat(errors(Map.of())).isEmpty();
        assertThat(errors(Map.of("heartbeat.interval.ms", "0"))).containsExactly("heartbeat.interval.ms");
        assertThat(errors(Map.of("heartbeat.interval.ms", "7200000"))).containsExactly("heartbeat.interval.ms");
    }

    @Test
    void whatWouldLoseChangesIsRefused() {
        assertThat(errors(Map.of("event.processing.failure.handling.mode", "warn")))
                .containsExactly("event.processing.failure.handling.mode");
    }

    @Test
    void transactionsWhichNobodyTellsAreRefused() {
        assertThat(errors(Map.of("provide.transaction.metadata", "true")))
                .containsExactly("provide.transaction.metadata");
    }

    @Test
    void signalsThatCouldNotComeAreRefused() {
        assertThat(errors(Map.of("signal.enabled.channels", "kafka"))).containsExactly("signal.enabled.channels");
        assertThat(errors(Map.of("signal.enabled.channels", "kafka,jmx", "signal.kafka.bootstrap.servers", "b:9092")))
                .isEmpty();
        assertThat(errors(Map.of("signal.enabled.channels", "pigeon"))).containsExactly("signal.enabled.channels");
        assertThat(errors(Map.of("signal.enabled.channels", "file"))).isEmpty();
        assertThat(errors(Map.of("signal.enabled.channels", "file", "tasks.max", "2")))
                .as("one task would take what is for another")
                .containsExactly("signal.enabled.channels");
    }

    @Test
    void aTableOfSignalsIsOfConnectorsOfOneTask() {
        assertThat(errors(Map.of("signal.data.collection", "signals"))).isEmpty();
        assertThat(errors(Map.of("signal.data.collection", "signals", "tasks.max", "2")))
                .containsExactly("signal.data.collection");
        assertThat(errors(Map.of("signal.enabled.channels", "source"))).containsExactly("signal.enabled.channels");
        assertThat(config(Map.of("signal.data.collection", "signals", "task.tables", "signals,orders"))
                        .tables())
                .as("it is read when all others were scanned")
                .containsExactly("orders", "signals");
    }

    @Test
    void eachTaskReadsAllSignals() {
        assertThat(config(Map.of("task.id", "3")).getConfig().getString("signal.kafka.groupId"))
                .isEqualTo("kafka-signal-t-3");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(errors(Map.of("snapshot.segments", "0"))).containsExactly("snapshot.segments");
        assertThat(errors(Map.of("value.layout", "xml"))).containsExactly("value.layout");
        assertThat(errors(Map.of("number.mode", "float"))).containsExactly("number.mode");
        assertThat(errors(Map.of("stream.gap.mode", "hope"))).containsExactly("stream.gap.mode");
    }

    @Test
    void noSecretIsLogged() {
        Configuration shown = new DynamoDbTask()
                .withMaskedSensitiveOptions(Configuration.from(Map.of(
                        "dynamodb.secret.access.key", "hidden",
                        "dynamodb.session.token", "hidden",
                        "dynamodb.region", "eu-west-1")));

        assertThat(shown.asMap().values()).doesNotContain("hidden").contains("eu-west-1");
        assertThat(config(Map.of("dynamodb.access.key.id", "id", "dynamodb.secret.access.key", "hidden"))
                        .aws()
                        .toString())
                .doesNotContain("hidden");
    }

    @Test
    void aGapIsFailedAtUnlessASnapshotIsTakenWhenNeeded() {
        assertThat(config(Map.of()).gapMode()).isEqualTo(GapMode.FAIL);
        assertThat(config(Map.of("snapshot.mode", "when_needed")).gapMode()).isEqualTo(GapMode.SNAPSHOT);
        assertThat(config(Map.of("snapshot.mode", "when_needed", "stream.gap.mode", "continue"))
                        .gapMode())
                .isEqualTo(GapMode.CONTINUE);
    }

    @Test
    void exactlyOnceIsSupported() {
        assertThat(new DynamoDbConnector().exactlyOnceSupport(LEAST)).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    private static DynamoDbConnectorConfig config(Map<String, String> others) {
        return new DynamoDbConnectorConfig(Configuration.from(with(others)));
    }

    private static List<String> errors(Map<String, String> others) {
        return new DynamoDbConnector()
                .validate(with(others)).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .map(ConfigValue::name)
                        .toList();
    }

    private static Map<String, String> with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(others);
        return all;
    }
}
