package io.millrace.server.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers as a worker gives them. */
final class ConnectRestTest {

    private static final Map<String, String> CONFIG =
            Map.of("connector.class", "Sink", "s3.secret.access.key", "hunter2");

    private final List<String> requests = new ArrayList<>();
    private HttpServer worker;
    private ConnectRest connectors;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
            if (status != 204) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        worker.start();
        connectors = new ConnectRest("http://127.0.0.1:" + worker.getAddress().getPort() + "/", "me", "hush");
    }

    @AfterEach
    void stop() {
        worker.stop(0);
    }

    private void answers(int newStatus, String newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void aConfigurationIsValidatedWithEveryErrorOfEveryKey() {
        answers(
                200,
                "{\"error_count\": 2, \"configs\": [{\"definition\": {}, \"value\": {\"name\": \"s3.bucket\", \"errors\": [\"Missing\","
                        + " \"Say it\"]}}, {\"value\": {\"name\": \"topics\", \"errors\": []}}]}");

        assertThat(get(connectors.validate(CONFIG))).containsExactly("s3.bucket: Missing", "s3.bucket: Say it");
        assertThat(requests).containsExactly("PUT /connector-plugins/Sink/config/validate Basic bWU6aHVzaA==");
    }

    @Test
    void aWorkerWithoutThePluginIsNamed() {
        answers(404, "{\"error_code\": 404, \"message\": \"Unknown plugin Sink.\"}");
        assertThat(get(connectors.validate(CONFIG)).get(0))
                .contains("has no Sink")
                .contains("install the plugin");

        answers(500, "{\"error_code\": 500, \"message\": \"Failed to find any class that implements Connector\"}");
        assertThat(get(connectors.validate(CONFIG)).get(0)).contains("install the plugin");
    }

    @Test
    void aConnectorIsMadeAndChanged() {
        answers(201, "{}");
        get(connectors.put("a b", CONFIG));
        answers(200, "{}");
        get(connectors.put("a b", CONFIG));

        assertThat(requests).allMatch(request -> request.startsWith("PUT /connectors/a%20b/config "));
    }

    @Test
    void whatIsRefusedForGoodIsTold() {
        answers(400, "{\"error_code\": 400, \"message\": \"Connector configuration is invalid\"}");

        assertThatThrownBy(() -> get(connectors.put("audit", CONFIG)))
                .hasCauseInstanceOf(ConnectRefusedException.class)
                .hasMessageContaining("Connector configuration is invalid");
    }

    @Test
    void whileWorkersFindEachOtherItIsTriedAgain() {
        answers(
                409,
                "{\"error_code\": 409, \"message\": \"Cannot complete request momentarily due to stale configuration\"}");

        assertThatThrownBy(() -> get(connectors.put("audit", CONFIG)))
                .hasCauseInstanceOf(ConnectAwayException.class)
                .hasMessageContaining("status 409")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aWorkerThatStartsAndServesNothingYetIsAway() {
        answers(404, "{\"status\": \"404\", \"message\": \"Not Found\"}");

        assertThatThrownBy(() -> get(connectors.validate(CONFIG)))
                .hasCauseInstanceOf(ConnectAwayException.class)
                .hasMessageContaining("starts");
        assertThatThrownBy(() -> get(connectors.delete("audit"))).hasCauseInstanceOf(ConnectAwayException.class);
    }

    @Test
    void aWorkerThatIsAwayIsNamed() {
        worker.stop(0);

        assertThatThrownBy(() -> get(connectors.status("audit")))
                .hasCauseInstanceOf(ConnectAwayException.class)
                .hasMessageContaining("Kafka Connect at http://127.0.0.1:")
                .hasMessageContaining("does not answer");
    }

    @Test
    void itRunsWhenAllOfItsTasksDo() {
        answers(200, "{\"connector\": {\"state\": \"RUNNING\"}, \"tasks\": []}");
        assertThat(get(connectors.status("audit")).orElseThrow().isRunning()).isFalse();

        answers(200, "{\"connector\": {\"state\": \"RUNNING\"}, \"tasks\": [{\"id\": 0, \"state\": \"RUNNING\"}]}");
        assertThat(get(connectors.status("audit")).orElseThrow().isRunning()).isTrue();

        answers(404, "{\"error_code\": 404, \"message\": \"No status found for connector\"}");
        assertThat(get(connectors.status("audit"))).isEmpty();
    }

    @Test
    void aTasksTraceIsToldWithoutItsFrames() {
        answers(
                200,
                "{\"connector\": {\"state\": \"RUNNING\"}, \"tasks\": [{\"state\": \"RUNNING\"}, {\"state\": \"FAILED\", \"trace\":"
                        + " \"org.apache.kafka.connect.errors.ConnectException: Task failed\\n\\tat a.B.c(B.java:1)\\nCaused by:"
                        + " java.lang.IllegalStateException: There is no bucket 'lake':\\nmake it\\n\\tat d.E.f(E.java:2)\\n\\t... 3"
                        + " more\\n\"}]}");

        assertThat(get(connectors.status("audit")).orElseThrow().failure())
                .contains("There is no bucket 'lake': make it");
    }

    @Test
    void aConnectorIsRemovedOnce() {
        answers(204, "");
        assertThat(get(connectors.delete("audit"))).isTrue();
        answers(404, "{\"error_code\": 404, \"message\": \"No status found for connector\"}");
        assertThat(get(connectors.delete("audit"))).isFalse();
    }

    @Test
    void onlyWhatHasFailedIsStartedAgain() {
        answers(202, "{}");

        get(connectors.restartFailed("audit"));

        assertThat(requests.get(0)).startsWith("POST /connectors/audit/restart?includeTasks=true&onlyFailed=true ");
    }
}
