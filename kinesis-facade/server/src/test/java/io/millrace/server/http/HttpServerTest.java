package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpServerTest {

    private static RunningServer running;

    @BeforeAll
    static void start() {
        running = RunningServer.start(Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static HttpRequest.Builder call(String operation, String body) {
        return HttpRequest.newBuilder(running.uri("/"))
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", Toys.TARGET + "." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsAnsweredOverEitherVersionOfHttp(HttpClient.Version version) throws Exception {
        // The JDK's client asks for HTTP/2 by an upgrade, with its first request's body.
        HttpClient client = HttpClient.newBuilder().version(version).build();

        HttpResponse<String> response =
                client.send(call("Echo", "{\"Text\":\"hello\"}").build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> second =
                client.send(call("Echo", "{\"Text\":\"again\"}").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"Text\":\"hello\",\"Caller\":\"AKIDTEST\"}");
        assertThat(response.version()).isEqualTo(version);
        assertThat(second.body()).isEqualTo("{\"Text\":\"again\",\"Caller\":\"AKIDTEST\"}");
    }

    @Test
    void theHeadersAreThoseOfTheService() throws Exception {
        HttpResponse<String> response = send(call("Echo", "{\"Text\":\"hello\"}"));

        assertThat(response.headers().firstValue("content-type")).contains("application/x-amz-json-1.1");
        assertThat(response.headers().firstValue("x-amzn-requestid").orElseThrow())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(Base64.getDecoder()
                        .decode(response.headers().firstValue("x-amz-id-2").orElseThrow()))
                .hasSize(72);
        assertThat(response.headers().firstValue("date")).isPresent();
        assertThat(response.headers().firstValue("content-length"))
                .contains(String.valueOf(response.body().length()));
        assertThat(response.headers().firstValue("server")).isEmpty();
    }

    @Test
    void anOperationWithoutOutputAnswersWithAnEmptyBody() throws Exception {
        HttpResponse<String> response = send(call("Nothing", "{}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("content-length")).contains("0");
    }

    @Test
    void anErrorOfTheServiceHasItsCodeInHeaderAndBody() throws Exception {
        HttpResponse<String> response = send(call("Refuse", "{}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-errortype")).contains("ResourceNotFoundException");
        assertThat(response.body())
                .isEqualTo("{\"__type\":\"ResourceNotFoundException\",\"message\":\"There is no such toy.\"}");
    }

    @Test
    void theUnexpectedIsAnInternalFailureThatTellsNothing() throws Exception {
        HttpResponse<String> response = send(call("Break", "{}"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("x-amzn-errortype")).contains("InternalFailureException");
        assertThat(response.body()).doesNotContain("spring");
    }

    @Test
    void aMissingMemberIsAValidationException() throws Exception {
        HttpResponse<String> response = send(call("Echo", "{}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("ValidationException").contains("'text'");
    }

    @Test
    void anEmptyBodyIsASerializationException() throws Exception {
        HttpResponse<String> response = send(call("Echo", ""));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"__type\":\"SerializationException\"}");
    }

    @Test
    void anUnknownOperationIsToldInTheRequestsFormat() throws Exception {
        HttpResponse<String> response = send(call("Explode", "{}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
    }

    @Test
    void whatIsNotACallIsAnsweredInXml() throws Exception {
        HttpResponse<String> get = send(HttpRequest.newBuilder(running.uri("/")).GET());
        HttpResponse<String> unknownFormat = send(HttpRequest.newBuilder(running.uri("/"))
                .header("content-type", "text/plain")
                .header("x-amz-target", Toys.TARGET + ".Echo")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(get.statusCode()).isEqualTo(403);
        assertThat(get.body()).isEqualTo("""
                        <AccessDeniedException>
                          <Message>Unable to determine service/operation name to be authorized</Message>
                        </AccessDeniedException>
                        """);
        assertThat(get.headers().firstValue("content-type")).isEmpty();
        assertThat(unknownFormat.statusCode()).isEqualTo(404);
        assertThat(unknownFormat.body()).isEqualTo("<UnknownOperationException/>\n");
    }

    @Test
    void aBrowserMayCallFromAnyOrigin() throws Exception {
        HttpResponse<String> preflight = send(HttpRequest.newBuilder(running.uri("/"))
                .header("origin", "http://example.com")
                .header("access-control-request-headers", "x-amz-target")
                .header("access-control-request-method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> call = send(call("Nothing", "{}").header("origin", "http://example.com"));

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().map())
                .containsEntry("access-control-allow-origin", List.of("*"))
                .containsEntry("access-control-allow-headers", List.of("x-amz-target"))
                .containsEntry("access-control-allow-methods", List.of("POST"))
                .containsEntry("access-control-max-age", List.of("172800"));
        assertThat(call.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(call.headers().firstValue("access-control-expose-headers").orElseThrow())
                .contains("x-amzn-RequestId");
    }

    @Test
    void smallCallsStayOnTheEventLoopAndLargeOnesDoNot() throws Exception {
        assertThat(send(call("Where", "{}")).body()).doesNotContain("millrace-worker");
        assertThat(send(call("Where", "{\"Padding\":\"" + "x".repeat(100_000) + "\"}"))
                        .body())
                .contains("millrace-worker");
    }

    @Test
    void healthAndMetricsAreOnTheSamePort() throws Exception {
        send(call("Refuse", "{}"));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("ready\n");
        assertThat(get("/metrics").body())
                .contains(
                        "millrace_requests_seconds_count{operation=\"Refuse\",result=\"ResourceNotFoundException\",service=\"Toys\"}");

        running.readiness.add("kafka", () -> Optional.of("cannot be reached"));
        HttpResponse<String> notReady = get("/health/ready");
        running.readiness.add("kafka", Optional::empty);

        assertThat(notReady.statusCode()).isEqualTo(503);
        assertThat(notReady.body()).isEqualTo("not ready\nkafka: cannot be reached\n");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI uri = running.uri(path);
        return send(HttpRequest.newBuilder(uri).GET());
    }
}
