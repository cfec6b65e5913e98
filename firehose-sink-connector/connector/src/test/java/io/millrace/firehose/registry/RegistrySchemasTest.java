package io.millrace.firehose.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.format.schema.Column;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySchemasTest {

    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration NEVER = Duration.ofDays(1);

    private record Answer(int status, String body) {}

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private volatile Answer answer = version(1, "a");
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Answer now = answer;
                byte[] body = now.body().getBytes(UTF_8);
                exchange.sendResponseHeaders(now.status(), body.length);
                exchange.getResponseBody().write(body);
            } finally {
                asked.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getRawPath() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"''", "/", "/apis/ccompat/v7"})
    void theLatestVersionOfTheSubjectIsAskedFor(String path) throws Exception {
        try (RegistrySchemas schemas = RegistrySchemas.open(
                URI.create(url() + path), "orders/value a", Optional.of("Basic c2VjcmV0"), NEVER)) {
            assertThat(columns(schemas)).containsExactly("a");
        }

        assertThat(asked.take())
                .isEqualTo("GET " + path.replaceFirst("/$", "")
                        + "/subjects/orders%2Fvalue%20a/versions/latest Basic c2VjcmV0");
    }

    @Test
    void aNewVersionIsFollowed() throws Exception {
        try (RegistrySchemas schemas = open(OFTEN)) {
            answer = version(2, "b");

            awaitColumn(schemas, "b");
        }
    }

    @Test
    void theLastTableStaysWhileThereIsNoOther() throws Exception {
        try (RegistrySchemas schemas = open(OFTEN)) {
            for (Answer bad : List.of(
                    new Answer(500, ""),
                    new Answer(404, "{\"error_code\":40401}"),
                    new Answer(200, "nonsense"),
                    schema(2, "\"string\""))) {
                answer = bad;
                awaitAnswers();
                assertThat(columns(schemas)).containsExactly("a");
            }
            answer = version(3, "c");

            awaitColumn(schemas, "c");
        }
    }

    @Test
    void itIsNotAskedAnyMoreWhenClosed() throws Exception {
        RegistrySchemas schemas = open(OFTEN);
        awaitAnswers();
        schemas.close();
        // one may be under way
        asked.poll(200, TimeUnit.MILLISECONDS);
        asked.clear();

        assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "401, format.schema.registry.authorization",
        "403, format.schema.registry.authorization",
        "404, format.schema.registry.subject",
        "500, status 500"
    })
    void whatIsRefusedSaysWhatToLookAt(int status, String told) {
        answer = new Answer(status, "{}");

        assertThatThrownBy(
                        () -> RegistrySchemas.open(URI.create(url()), "orders-value", Optional.of("Basic hush"), NEVER))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("/subjects/orders-value/versions/latest")
                .hasMessageContaining(told)
                .hasMessageNotContaining("hush");
    }

    @Test
    void whatIsNoTableIsRefusedAtTheStart() {
        refused(schema(1, "\"string\""), "version 1 is no table");
        refused(schema(1, "{"), "Not an Avro schema");
        refused(new Answer(200, "[]"), "no schema and version");
        refused(new Answer(200, "hello"), "JSON");
        refused(
                new Answer(200, "{\"version\":1,\"schema\":\"{}\",\"schemaType\":\"PROTOBUF\"}"),
                "PROTOBUF, and only AVRO");
        refused(
                new Answer(200, "{\"version\":1,\"schema\":\"{}\",\"references\":[{\"name\":\"x\"}]}"),
                "refers to others");
    }

    @Test
    void aRegistryThatIsAwayIsRefusedAtTheStart() {
        server.stop(0);

        assertThatThrownBy(() -> open(NEVER))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("could not be reached");
    }

    private void refused(Answer bad, String told) {
        answer = bad;
        assertThatThrownBy(() -> open(NEVER))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(told);
    }

    private RegistrySchemas open(Duration refresh) throws RegistryException {
        return RegistrySchemas.open(URI.create(url()), "orders-value", Optional.empty(), refresh);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static List<String> columns(RegistrySchemas schemas) {
        return schemas.current().columns().stream().map(Column::name).toList();
    }

    /** Two that began after this was called, so that one of them was also taken. */
    private void awaitAnswers() throws InterruptedException {
        asked.clear();
        for (int i = 0; i < 3; i++) {
            assertThat(asked.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private static void awaitColumn(RegistrySchemas schemas, String column) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!columns(schemas).contains(column)) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(5);
        }
    }

    private static Answer version(int version, String column) {
        return schema(
                version,
                "{\"type\":\"record\",\"name\":\"t\",\"fields\":[{\"name\":\"%s\",\"type\":\"int\"}]}"
                        .formatted(column));
    }

    private static Answer schema(int version, String schema) {
        try {
            return new Answer(
                    200,
                    new JsonMapper()
                            .writeValueAsString(
                                    Map.of("subject", "orders-value", "id", 7, "version", version, "schema", schema)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
