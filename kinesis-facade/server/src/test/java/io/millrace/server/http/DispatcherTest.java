package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.millrace.server.auth.AuthRequest;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatcherTest {

    private static final CBORMapper CBOR = new CBORMapper();

    private final AtomicReference<AuthRequest> seen = new AtomicReference<>();
    private final AtomicReference<String> body = new AtomicReference<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private RunningServer running;

    @BeforeEach
    void start() {
        running = RunningServer.start(Map.of(), Optional.empty(), request -> {
            seen.set(request);
            body.set(StandardCharsets.UTF_8.decode(request.body()).toString());
            if (request.headers().values("authorization").isEmpty()) {
                throw AwsError.missingAuthenticationToken("Missing Authentication Token")
                        .asException();
            }
            return "AKIDTEST";
        });
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    private HttpRequest.Builder call(String path, String operation, byte[] body) {
        return HttpRequest.newBuilder(URI.create(running.uri("/").resolve("/") + path.substring(1)))
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", Toys.TARGET + "." + operation)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theAuthenticatorSeesTheRequestAsItWasSent() throws Exception {
        send(call("/b//c%2Fd;e?x=1&y=%20", "Echo", utf8("{\"Text\":\"h\u00e9\"}"))
                .header("authorization", "AWS4-HMAC-SHA256 ...")
                .header("x-two", "first")
                .header("x-two", "second"));

        assertThat(seen.get().method()).isEqualTo("POST");
        assertThat(seen.get().path()).isEqualTo("/b//c%2Fd;e");
        assertThat(seen.get().query()).isEqualTo("x=1&y=%20");
        AuthRequest.Headers headers = seen.get().headers();
        assertThat(headers.values("authorization")).containsExactly("AWS4-HMAC-SHA256 ...");
        assertThat(headers.values("x-two")).containsExactly("first", "second");
        assertThat(headers.values("host")).containsExactly("127.0.0.1:" + running.port());
        assertThat(body.get()).isEqualTo("{\"Text\":\"h\u00e9\"}");
    }

    @Test
    void theSignatureComesBeforeTheBodysSyntaxButAfterTheOperationAndAnEmptyBody() throws Exception {
        assertThat(send(call("/", "Echo", utf8("not json"))).headers().firstValue("x-amzn-errortype"))
                .contains("MissingAuthenticationTokenException");
        assertThat(send(call("/", "Explode", utf8("{}"))).headers().firstValue("x-amzn-errortype"))
                .contains("UnknownOperationException");
        assertThat(send(call("/", "Echo", utf8(""))).headers().firstValue("x-amzn-errortype"))
                .contains("SerializationException");
        assertThat(send(call("/", "Echo", utf8("not json")).header("authorization", "AWS4"))
                        .headers()
                        .firstValue("x-amzn-errortype"))
                .contains("SerializationException");
    }

    @Test
    void whoAsksInCborIsAnsweredInCbor() throws Exception {
        HttpResponse<byte[]> success = send(call("/", "Echo", CBOR.writeValueAsBytes(Map.of("Text", "hello")))
                .setHeader("content-type", "application/x-amz-cbor-1.1")
                .header("authorization", "AWS4"));
        HttpResponse<byte[]> refusal = send(call("/", "Refuse", CBOR.writeValueAsBytes(Map.of()))
                .setHeader("content-type", "application/x-amz-cbor-1.1")
                .header("authorization", "AWS4"));

        JsonNode error = CBOR.readTree(refusal.body());
        assertThat(success.headers().firstValue("content-type")).contains("application/x-amz-cbor-1.1");
        assertThat(CBOR.readTree(success.body()).get("Text").asText()).isEqualTo("hello");
        assertThat(refusal.headers().firstValue("content-type")).contains("application/x-amz-cbor-1.1");
        assertThat(error.get("__type").asText()).isEqualTo("ResourceNotFoundException");
        assertThat(error.get("message").asText()).isEqualTo("There is no such toy.");
    }

    @Test
    void manyRequestsAtOnceGetEachItsOwnAnswer() {
        String padding = "x".repeat(50_000);
        List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, 1000)
                .mapToObj(i -> client.sendAsync(
                        call("/", "Echo", utf8("{\"Text\":\"" + i + (i % 2 == 0 ? padding : "") + "\"}"))
                                .header("authorization", "AWS4")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<byte[]> answer = answers.get(i).join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("{\"Text\":\"" + i);
        }
        assertThat(running.memory.used()).isLessThan(running.memory.limit());
    }

    @Test
    void anAnswerThatComesOnAnotherThreadIsSent() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                call("/", "Wait", utf8("{}")).header("authorization", "AWS4").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        Await.until(() -> running.dispatcher.inFlight().count() == 1);

        running.toys.wait.end.completeAsync(Empty::new);

        assertThat(answer.join().statusCode()).isEqualTo(200);
    }
}
