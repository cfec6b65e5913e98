package io.millrace.firehose.transform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.aws.RequestSigner;
import io.millrace.firehose.transform.InvocationFailure;
import io.millrace.firehose.transform.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTransformTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<HttpHandler> endpoint = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> endpoint.get().handle(exchange));
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void functionIsInvokedUnderItsPathWithTheSignersHeaders() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>();
        endpoint.set(exchange -> {
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 200, "{\"records\":[]}");
        });
        var transform = new HttpTransform(
                uri(), "function", (method, uri, body) -> Map.of("Authorization", "signed-" + body.length), minute());

        byte[] response =
                transform.invoke("hello".getBytes(UTF_8)).toCompletableFuture().get(30, TimeUnit.SECONDS);

        assertThat(response).asString(UTF_8).isEqualTo("{\"records\":[]}");
        assertThat(asked).hasValue("POST /2015-03-31/functions/function/invocations signed-5 hello");
    }

    @Test
    void errorThatIsAnnouncedIsAFunctionError() {
        endpoint.set(exchange -> {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            answer(exchange, 200, "{\"errorMessage\":\"secret\",\"errorType\":\"KeyError\"}");
        });

        assertThat(failure(minute()))
                .isInstanceOf(InvocationFailure.FunctionError.class)
                .hasMessageContaining("KeyError")
                .hasMessageNotContaining("secret");
    }

    @Test
    void errorOfTheEmulatorIsKnownByItsShape() {
        endpoint.set(exchange -> answer(exchange, 200, "{\"errorMessage\":\"x\",\"errorType\":\"KeyError\"}"));

        assertThat(failure(minute())).isInstanceOf(InvocationFailure.FunctionError.class);
    }

    @Test
    void functionThatTimedOutThereIsATimeout() {
        endpoint.set(exchange -> {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            answer(exchange, 200, "{\"errorMessage\":\"x\",\"errorType\":\"Sandbox.Timedout\"}");
        });

        assertThat(failure(minute())).isInstanceOf(InvocationFailure.Timeout.class);
    }

    @ParameterizedTest
    @CsvSource({
        "403, Lambda.InvokeAccessDenied",
        "404, Lambda.ResourceNotFound",
        "413, Lambda.RequestTooLarge",
        "429, Lambda.InvokeLimitExceeded",
        "302, Lambda.InvocationFailure",
        "500, Lambda.InvocationFailure"
    })
    void statusIsAServiceCode(int status, String code) {
        endpoint.set(exchange -> answer(exchange, status, "{}"));

        assertThat(failure(minute()).failure().code()).isEqualTo(code);
    }

    @Test
    void tooMuchIsCutOff() {
        endpoint.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[1 << 20];
            try (exchange) {
                for (int i = 0; i <= Limits.INVOCATION_BYTES >> 20; i++) {
                    exchange.getResponseBody().write(chunk);
                }
            }
        });

        assertThat(failure(minute())).isInstanceOf(InvocationFailure.TooLarge.class);
    }

    @Test
    void endpointThatHangsIsATimeout() {
        endpoint.set(exchange -> awaitTheEnd());

        assertThat(failure(Duration.ofMillis(200))).isInstanceOf(InvocationFailure.Timeout.class);
    }

    @Test
    void endpointThatHangsInItsBodyIsATimeout() {
        endpoint.set(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });

        assertThat(failure(Duration.ofMillis(300))).isInstanceOf(InvocationFailure.Timeout.class);
    }

    @Test
    void endpointThatIsNotThereIsATransportFailure() {
        server.stop(0);

        assertThat(failure(minute())).isInstanceOf(InvocationFailure.Transport.class);
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        var asked = new CountDownLatch(1);
        endpoint.set(exchange -> {
            asked.countDown();
            awaitTheEnd();
        });
        var transform = new HttpTransform(uri(), "f", RequestSigner.NONE, minute());
        var answer = transform.invoke(new byte[0]).toCompletableFuture();
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        transform.close();

        assertThat(catchThrowable(() -> answer.get(30, TimeUnit.SECONDS)))
                .hasCauseInstanceOf(InvocationFailure.Transport.class);
    }

    private InvocationFailure failure(Duration limit) {
        var transform = new HttpTransform(uri(), "f", RequestSigner.NONE, limit);
        Throwable thrown = catchThrowable(
                () -> transform.invoke(new byte[0]).toCompletableFuture().get(30, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return (InvocationFailure) thrown.getCause();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Duration minute() {
        return Duration.ofMinutes(1);
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
