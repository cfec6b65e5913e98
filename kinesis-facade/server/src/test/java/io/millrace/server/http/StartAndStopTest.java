package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.operation.Empty;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartAndStopTest {

    @Test
    void aPortInUseIsToldInOneLine() throws Exception {
        try (RunningServer first = RunningServer.start(Map.of())) {
            String port = String.valueOf(first.port());

            assertThatThrownBy(() -> RunningServer.start(Map.of("http.port", port)))
                    .isInstanceOf(PortInUseException.class)
                    .message()
                    .startsWith("127.0.0.1:" + port + " cannot be listened on")
                    .endsWith("Stop the other program, or choose another http.port")
                    .doesNotContain("\n", "bind(");
        }
    }

    @Test
    void aStopLetsRequestsUnderWayFinishAndTakesNoNewConnections() throws Exception {
        RunningServer running = RunningServer.start(Map.of());
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        CompletableFuture<HttpResponse<String>> underWay =
                client.sendAsync(call(running, "Wait"), HttpResponse.BodyHandlers.ofString());
        Await.until(() -> running.dispatcher.inFlight().count() == 1);
        int port = running.port();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(running, Duration.ofSeconds(30)));
        Await.until(() -> refusesConnections(port));
        assertThat(stopped).isNotDone();
        running.toys.wait.end.complete(new Empty());

        assertThat(underWay.join().statusCode()).isEqualTo(200);
        stopped.join();
        assertThat(running.memory.used()).isZero();
    }

    @Test
    void aStopDoesNotWaitLongerThanItWasTold() throws Exception {
        RunningServer running = RunningServer.start(Map.of());
        CompletableFuture<HttpResponse<String>> underWay =
                HttpClient.newHttpClient().sendAsync(call(running, "Wait"), HttpResponse.BodyHandlers.ofString());
        Await.until(() -> running.dispatcher.inFlight().count() == 1);

        running.server.stop(Duration.ofMillis(100));

        assertThat(underWay.handle((answer, failure) -> failure == null ? answer.statusCode() : 503)
                        .join())
                .isEqualTo(503);
    }

    @Test
    void aStopSaysGoodbyeToHttp2() throws Exception {
        RunningServer running = RunningServer.start(Map.of());
        try (RawConnection connection = new RawConnection(running.port())) {
            connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            connection.send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS, empty
            DataInputStream in = new DataInputStream(connection.in());
            assertThat(nextFrame(in)).as("SETTINGS").isEqualTo(4);

            running.server.stop(Duration.ofSeconds(10));

            int frame = nextFrame(in);
            while (frame != 7) {
                frame = nextFrame(in);
            }
            assertThat(frame).as("GOAWAY").isEqualTo(7);
        }
    }

    private static int nextFrame(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5L + length);
        return type;
    }

    private static void stop(RunningServer running, Duration timeout) {
        try {
            running.server.stop(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean refusesConnections(int port) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private static HttpRequest call(RunningServer running, String operation) {
        return HttpRequest.newBuilder(running.uri("/"))
                .header("content-type", "application/x-amz-json-1.1")
                .header("x-amz-target", Toys.TARGET + "." + operation)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }
}
