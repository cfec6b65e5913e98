package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

final class SinkConfigTest {

    @Test
    void everythingHasADefault() {
        assertThat(errors(Map.of())).isEmpty();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(errors(Map.of("write.mode", "sometimes"))).containsExactly("write.mode");
        assertThat(errors(Map.of("ttl.deletes", "perhaps"))).containsExactly("ttl.deletes");
        assertThat(errors(Map.of("write.max.threads", "0"))).containsExactly("write.max.threads");
        assertThat(errors(Map.of("table.name.overrides", "orders"))).containsExactly("table.name.overrides");
        assertThat(errors(Map.of("mark.attribute", " "))).containsExactly("mark.attribute");
        assertThat(errors(Map.of("dynamodb.endpoint", "not a url"))).containsExactly("dynamodb.endpoint");
    }

    @Test
    void aKeyAndItsSecretGoTogether() {
        assertThat(errors(Map.of("dynamodb.access.key.id", "id"))).containsExactly("dynamodb.secret.access.key");
        assertThat(errors(Map.of("dynamodb.secret.access.key", "hush"))).containsExactly("dynamodb.access.key.id");
    }

    @Test
    void whatNeedsMarksIsRefusedWithoutThem() {
        assertThat(errors(Map.of("write.mode", "bulk", "target.topic.prefix", "b")))
                .containsExactly("target.topic.prefix");
        assertThat(errors(Map.of("write.mode", "bulk", "version.attribute", "v")))
                .containsExactly("version.attribute");
    }

    @Test
    void noSecretIsShown() {
        SinkConfig config =
                new SinkConfig(Map.of("dynamodb.access.key.id", "id", "dynamodb.secret.access.key", "hush"));

        assertThat(config.aws().toString()).contains("id").doesNotContain("hush");
        assertThat(new DynamoDbSinkConnector()
                        .validate(Map.of("dynamodb.access.key.id", "id", "dynamodb.secret.access.key", "hush"))
                        .toString())
                .doesNotContain("hush");
    }

    private static List<String> errors(Map<String, String> properties) {
        return new DynamoDbSinkConnector()
                .validate(properties).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .map(ConfigValue::name)
                        .toList();
    }
}
