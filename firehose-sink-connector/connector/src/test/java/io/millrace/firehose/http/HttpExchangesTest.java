package io.millrace.firehose.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpExchangesTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/slow", exchange -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            await(mayAnswer);
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void neverMoreAreUnderWayThanAllowedAndAllAreAnswered() throws Exception {
        try (var exchanges = new HttpExchanges(Duration.ofSeconds(30), 10, 2)) {
            var made = new AtomicInteger();
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                answers.add(exchanges.send(() -> {
                    made.incrementAndGet();
                    return post("/slow", "");
                }));
            }

            assertThat(made).as("requests are made when it is their turn").hasValue(2);
            mayAnswer.countDown();
            for (var answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            assertThat(mostAtOnce.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void anExchangeThatTakesTooLongEndsAndMakesRoomForTheNext() throws Exception {
        try (var exchanges = new HttpExchanges(Duration.ofMillis(200), 10, 1)) {
            var slow = exchanges.send(() -> post("/slow", ""));
            var next = exchanges.send(() -> post("/echo", "hello"));

            assertThatThrownBy(() -> slow.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
            assertThat(next.get(30, TimeUnit.SECONDS).body()).asString(UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void anAnswerThatIsTooLongIsCutOff() {
        try (var exchanges = new HttpExchanges(Duration.ofSeconds(30), 4, 1)) {
            var answer = exchanges.send(() -> post("/echo", "hello"));

            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(AnswerTooLongException.class);
        }
    }

    @Test
    void aRequestThatCannotBeMadeFailsAndMakesRoomForTheNext() throws Exception {
        try (var exchanges = new HttpExchanges(Duration.ofSeconds(30), 10, 1)) {
            var impossible = exchanges.send(() -> {
                throw new IllegalStateException("no body");
            });
            var next = exchanges.send(() -> post("/echo", "hello"));

            assertThatThrownBy(() -> impossible.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(next.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closingEndsWhatIsUnderWayWhatWaitsAndWhatComesAfter() {
        var exchanges = new HttpExchanges(Duration.ofSeconds(30), 10, 1);
        var underWay = exchanges.send(() -> post("/slow", ""));
        var waiting = exchanges.send(() -> post("/slow", ""));
        exchanges.close();
        var after = exchanges.send(() -> post("/slow", ""));

        for (var answer : List.of(underWay, waiting, after)) {
            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                    .isInstanceOfAny(CancellationException.class, java.util.concurrent.ExecutionException.class);
            assertThat(answer).isCompletedExceptionally();
        }
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
