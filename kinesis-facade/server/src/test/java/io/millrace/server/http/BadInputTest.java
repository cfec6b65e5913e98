package io.millrace.server.http;

import static io.millrace.server.http.RawConnection.call;
import static io.millrace.server.http.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, there is a clear answer or the connection closes, memory stays bounded, and the server goes on. */
@Timeout(120)
class BadInputTest {

    private static final String ECHO = call("Echo", "{\"Text\":\"hello\"}");

    private static RunningServer running;

    @BeforeAll
    static void start() {
        running = RunningServer.start(Map.of(
                "http.maxRequestBytes", "1MiB",
                "http.requestMemory", "4MiB",
                "http.requestTimeout", "2s",
                "http.idleTimeout", "3s",
                "http.maxHeaderBytes", "16KiB"));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @AfterEach
    void theServerGoesOnAndHoldsNothing() throws Exception {
        try (RawConnection connection = connect()) {
            assertThat(connection.send(ECHO).answer().status()).isEqualTo(200);
        }
        Await.until(() -> running.memory.used() == 0);
        Await.until(() -> running.dispatcher.inFlight().count() == 0);
    }

    private static RawConnection connect() throws Exception {
        return new RawConnection(running.port());
    }

    @Test
    void garbageEndsTheConnection() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[random.nextInt(1, 5000)];
            random.nextBytes(garbage);
            try (RawConnection connection = connect()) {
                connection.send(garbage).finishSending();
                assertThat(connection.untilClosed()).doesNotContain("HTTP/1.1 200");
            } catch (SocketException e) {
                // Closed while we were still writing.
            }
        }
    }

    @Test
    void garbageAfterTheHttp2PrefaceEndsTheConnection() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "garbage".repeat(100));

            assertThat(connection.untilClosed()).isNotNull();
        }
    }

    @Test
    void aBodyThatBreaksOffIsForgotten() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (RawConnection connection = connect()) {
                connection.send(head("Echo", "Content-Length: 500000")).sendZeros(100_000, false);
            }
        }
    }

    @Test
    void aChunkThatIsNoneIsABadRequest() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(head("Echo", "Transfer-Encoding: chunked") + "zz\r\nhello\r\n");

            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHundredMegabytesAreRefusedWithTheServicesErrorAndNotHeld(boolean chunked) throws Exception {
        int size = 100 * 1024 * 1024;
        try (RawConnection connection = connect()) {
            connection.send(head("Echo", chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + size));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> connection.sendZeros(size, chunked));

            RawConnection.Answer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers())
                    .containsEntry("x-amzn-errortype", "RequestEntityTooLargeException")
                    .containsEntry("content-type", "application/x-amz-json-1.1");
            assertThat(answer.body()).contains("The request body is larger than 1048576 bytes.");
            assertThat(running.memory.used()).isLessThan(2 << 20);
            sent.join();
            assertThat(connection.send(ECHO).answer().status())
                    .as("the connection, once the body has passed")
                    .isEqualTo(200);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() throws Exception {
        String frame = "{\"Text\":\"\"}";
        String body = "{\"Text\":\"" + "x".repeat((1 << 20) - frame.length()) + "\"}";
        try (RawConnection connection = connect()) {
            assertThat(connection.send(call("Echo", body)).answer().status()).isEqualTo(200);
            assertThat(connection.send(call("Echo", body + " ")).answer().status())
                    .isEqualTo(413);
        }
    }

    @Test
    void aClientThatAsksWhetherToSendItsBodyIsTold() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(head("Echo", "Content-Length: 16", "Expect: 100-continue"));
            assertThat(connection.answer().status()).isEqualTo(100);
            connection.send("{\"Text\":\"hello\"}");

            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.send(ECHO).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatWillNotBeTakenIsNotAskedFor() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(head("Echo", "Content-Length: 10000000", "Expect: 100-continue"));

            RawConnection.Answer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void http10IsAnsweredAndItsConnectionKeptOnlyIfAskedTo() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("GET /health/live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(connection.answer().headers()).containsEntry("connection", "keep-alive");
            connection.send("GET /health/live HTTP/1.0\r\n\r\n");

            assertThat(connection.answer().body()).isEqualTo("live\n");
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIsGivenUp() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(head("Echo", "Content-Length: 100") + "{");

            RawConnection.Answer answer = connection.answer();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("RequestTimeoutException");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void anOperationThatTakesTooLongIsAnsweredForIt() throws Exception {
        RunningServer slow = RunningServer.start(Map.of("http.requestTimeout", "200ms"));
        try (slow;
                RawConnection connection = new RawConnection(slow.port())) {
            RawConnection.Answer answer = connection.send(call("Wait", "{}")).answer();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("x-amzn-errortype", "ServiceUnavailable");
        }
    }

    @Test
    void aHeadThatNeverEndsIsGivenUp() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("POST / HTTP/1.1\r\n");
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> drip(connection));

            assertThat(connection.untilClosed()).doesNotContain("200 OK");
            dripping.join();
        }
    }

    private static void drip(RawConnection connection) {
        try {
            for (int i = 0; i < 1000; i++) {
                connection.send("X-" + i + ": y\r\n");
                LockSupport.parkNanos(100_000_000);
            }
        } catch (IOException e) {
            // Hung up on, at last.
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (RawConnection connection = connect()) {
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void thousandsOfHeadersAreTooLarge() throws Exception {
        StringBuilder headers = new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < 5000; i++) {
            headers.append("X-Header-").append(i).append(": value\r\n");
        }
        try (RawConnection connection = connect()) {
            connection.send(headers + "\r\n");

            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void aLineThatIsTooLongIsRefused() throws Exception {
        try (RawConnection connection = connect()) {
            connection.send("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 414");
        }
    }

    /** What one hop takes for a body another may take for a second request. Here it is never answered as one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 40",
                "Content-Length: +5",
                "Content-Length: -1",
                "Content-Length: 5, 40",
                "Content-Length: 0x5",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: \u000bchunked",
            })
    void aBodysLengthThatCanBeReadInTwoWaysIsRefused(String headers) throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(head("Echo", headers) + "0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            connection.finishSending();

            assertThat(connection.untilClosed()).doesNotContain("live");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        StringBuilder requests = new StringBuilder();
        String large = call("Where", "{\"Padding\":\"" + "x".repeat(40_000) + "\"}");
        for (int i = 0; i < 100; i++) {
            requests.append(i % 3 == 0 ? large : call("Echo", "{\"Text\":\"" + i + "\"}"));
        }
        try (RawConnection connection = connect()) {
            connection.send(requests.toString());
            for (int i = 0; i < 100; i++) {
                String body = connection.answer().body();
                assertThat(body).contains(i % 3 == 0 ? "millrace-worker" : "\"Text\":\"" + i + "\"");
            }
        }
    }

    @Test
    void bodiesBeyondTheMemoryForAllAreRefusedForNow() throws Exception {
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                RawConnection connection = connect();
                connections.add(connection);
                connection.send(head("Echo", "Content-Length: 1000000")).sendZeros(900_000, false);
                assertThat(running.memory.used()).isLessThanOrEqualTo(running.memory.limit());
            }
            List<RawConnection.Answer> answers = new ArrayList<>();
            for (RawConnection connection : connections) {
                answers.add(connection.answer());
            }

            // Those that found room are given up later, since their bodies do not end.
            assertThat(answers)
                    .extracting(RawConnection.Answer::status)
                    .contains(503)
                    .isSubsetOf(503, 408);
            assertThat(answers).anySatisfy(answer -> assertThat(answer.body()).contains("ServiceUnavailable"));
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void answersThatNobodyReadsAreBoundedToo() throws Exception {
        List<RawConnection> connections = new ArrayList<>();
        try (RunningServer patient =
                RunningServer.start(Map.of("http.maxRequestBytes", "1MiB", "http.requestMemory", "4MiB"))) {
            for (int i = 0; i < 10; i++) {
                RawConnection connection = new RawConnection(patient.port());
                connections.add(connection);
                connection.send(call("Fill", "{\"Size\":700000}").repeat(20));
                assertThat(patient.memory.used()).isLessThanOrEqualTo(patient.memory.limit());
            }
            int refused = 0;
            for (RawConnection connection : connections) {
                for (int i = 0; i < 20; i++) {
                    assertThat(patient.memory.used()).isLessThanOrEqualTo(patient.memory.limit());
                    refused += connection.answer().status() == 503 ? 1 : 0;
                }
            }

            assertThat(refused).isPositive();
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void aClientThatDoesNotReadItsAnswerIsCutOff() throws Exception {
        RunningServer impatient =
                RunningServer.start(Map.of("http.requestTimeout", "500ms", "http.requestMemory", "100MiB"));
        try (impatient;
                RawConnection connection = new RawConnection(impatient.port())) {
            connection.send(call("Fill", "{\"Size\":30000000}"));
            Await.until(() -> impatient.memory.used() > 30_000_000);

            Await.until(() -> impatient.memory.used() == 0);
            assertThat(impatient.dispatcher.inFlight().count()).isZero();
        }
    }

    @Test
    void aClientThatSendsRequestsAndReadsNothingIsHeldBack() throws Exception {
        int count = 50_000;
        try (RawConnection connection = connect()) {
            connection.send(call("Nothing", "{}"));
            connection.answer();
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> sendUnlessHungUp(connection, ECHO.repeat(count)));
            long watched = System.nanoTime() + 1_500_000_000;
            while (System.nanoTime() < watched) {
                // So many at most: those before the limit, and those in the buffers that were read already.
                assertThat(running.dispatcher.inFlight().count()).isLessThan(1000);
            }
            assertThat(sending).isNotDone();
        }
    }

    private static void sendUnlessHungUp(RawConnection connection, String text) {
        try {
            connection.send(text);
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void afterBeingHeldBackAClientThatReadsGetsAllItsAnswers() throws Exception {
        int count = 5_000;
        try (RawConnection connection = connect()) {
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> sendUnlessHungUp(connection, ECHO.repeat(count)));
            for (int i = 0; i < count; i++) {
                assertThat(connection.answer().status()).isEqualTo(200);
            }
            sending.join();
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        RunningServer small = RunningServer.start(Map.of("http.maxConnections", "2"));
        try (small;
                RawConnection first = new RawConnection(small.port());
                RawConnection second = new RawConnection(small.port())) {
            assertThat(first.send(ECHO).answer().status()).isEqualTo(200);
            assertThat(second.send(ECHO).answer().status()).isEqualTo(200);
            try (RawConnection third = new RawConnection(small.port())) {
                assertThat(third.untilClosed()).isEmpty();
            }
            assertThat(first.send(ECHO).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void headersInAnyBytesDoNoHarm() throws Exception {
        try (RawConnection connection = connect()) {
            String name = new String("caf\u00e9".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            connection.send(head("Echo", "X-Name: " + name, "Content-Length: 2") + "{}");

            assertThat(connection.answer().status()).isEqualTo(400);
        }
    }
}
