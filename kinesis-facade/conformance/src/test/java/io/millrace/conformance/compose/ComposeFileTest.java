package io.millrace.conformance.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.conformance.client.Runtimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without a Docker engine, what can be known of {@code compose/*.yaml}. */
class ComposeFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(ComposeFile.FOLDER)) {
            return found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesFollowTheComposeSpecification(Path file) throws IOException {
        List<Error> errors = specification().validate(ComposeFile.read(file));

        assertThat(errors).isEmpty();
    }

    @Test
    void filesThatDoNotFollowItAreNoticed() throws IOException {
        JsonNode file = JSON.readTree("{\"services\": {\"a\": {\"image\": \"b:1\", \"healthchek\": {}}}}");

        assertThat(specification().validate(file)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void imagesArePinned(Path file) throws IOException {
        for (Map.Entry<String, JsonNode> service : ownServices(file)) {
            assertThat(service.getValue().path("image").asText())
                    .as(service.getKey())
                    .matches("[a-z0-9./-]+:[0-9][0-9a-zA-Z._-]*\\.[0-9a-zA-Z._-]+");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void servicesHaveHealthChecks(Path file) throws IOException {
        for (Map.Entry<String, JsonNode> service : ownServices(file)) {
            assertThat(service.getValue().at("/healthcheck/test").isArray())
                    .as(service.getKey())
                    .isTrue();
        }
    }

    @Test
    void brokersRunTheKafkaThatIsTestedHere() throws IOException {
        Properties client = new Properties();
        client.load(getClass().getResourceAsStream("/kafka/kafka-version.properties"));

        assertThat(brokers())
                .hasSize(3)
                .allSatisfy(broker -> assertThat(broker.path("image").asText())
                        .isEqualTo("apache/kafka:" + client.getProperty("version")));
    }

    @Test
    void oneBrokerMayBeLost() throws IOException {
        assertThat(brokers()).allSatisfy(broker -> {
            JsonNode settings = broker.path("environment");
            assertThat(settings.path("KAFKA_DEFAULT_REPLICATION_FACTOR").asInt())
                    .isEqualTo(3);
            assertThat(settings.path("KAFKA_MIN_INSYNC_REPLICAS").asInt()).isEqualTo(2);
            assertThat(settings.path("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR").asInt())
                    .isEqualTo(2);
        });
        assertThat(brokers()
                        .map(broker -> broker.at("/environment/KAFKA_NODE_ID").asInt()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void facadeKnowsWhoCalls() throws IOException {
        JsonNode file = ComposeFile.read(ComposeFile.BASE);

        assertThat(file.at("/services/facade/command").toString()).contains("--credentials=/run/secrets/credentials");
        assertThat(file.at("/services/facade/secrets/0").asText()).isEqualTo("credentials");
        assertThat(file.at("/secrets/credentials/file").asText()).isNotBlank();
    }

    @Test
    void theWorkerOfDeliveryStreamsRunsTheSameKafkaAndIsNotPublished() throws IOException {
        JsonNode file = ComposeFile.read(ComposeFile.FOLDER.resolve("firehose.yaml"));

        assertThat(Files.readString(ComposeFile.FOLDER.resolve("Dockerfile.connect")))
                .contains("FROM "
                        + brokers().findFirst().orElseThrow().path("image").asText() + "\n");
        JsonNode worker = ComposeFile.read(ComposeFile.FOLDER.resolve("worker.yaml"));
        assertThat(worker.at("/services/connect").has("ports")).isFalse();
        assertThat(file.at("/services/connect").has("ports")).isFalse();
        assertThat(file.at("/services/facade/command").toString())
                .contains("connect.url=http://connect:8083", "firehose.s3.endpoint=http://s3:4569");
    }

    @Test
    void theExampleOfAConnectorIsMadeForTheServicesBesideIt() throws IOException {
        JsonNode overlay = ComposeFile.read(ComposeFile.FOLDER.resolve("dynamodb.yaml"));
        JsonNode connector = JSON.readTree(
                ComposeFile.FOLDER.resolve("dynamodb-connector.json").toFile());
        Properties worker = new Properties();
        worker.load(Files.newBufferedReader(ComposeFile.FOLDER.resolve("connect.properties")));

        assertThat(connector.at("/config/dynamodb.endpoint").asText()).isEqualTo("http://dynamodb:8000");
        assertThat(overlay.at("/services/dynamodb/ports/0").asText()).isEqualTo("127.0.0.1:8000:8000");
        assertThat(connector.at("/config/exactly.once.support").asText()).isEqualTo("required");
        assertThat(worker.getProperty("exactly.once.source.support")).isEqualTo("enabled");
    }

    /** Those that are not another file's. */
    private static List<Map.Entry<String, JsonNode>> ownServices(Path file) throws IOException {
        return ComposeFile.services(file).stream()
                .filter(service -> !service.getValue().has("extends"))
                .toList();
    }

    private static Stream<JsonNode> brokers() throws IOException {
        return ComposeFile.services(ComposeFile.BASE).stream()
                .filter(service -> service.getKey().startsWith("kafka-"))
                .map(Map.Entry::getValue);
    }

    private static Schema specification() throws IOException {
        ObjectNode schema =
                (ObjectNode) JSON.readTree(Runtimes.composeSpecification().toFile());
        // It names its dialect, itself and its parts in ways that validators refuse, and refers to none of these names.
        schema.remove("$schema");
        for (JsonNode part : schema.findParents("id")) {
            if (part.path("id").isTextual()) {
                ((ObjectNode) part).remove("id");
            }
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(schema);
    }
}
