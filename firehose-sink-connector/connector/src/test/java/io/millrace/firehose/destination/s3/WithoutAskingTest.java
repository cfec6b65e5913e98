package io.millrace.firehose.destination.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.delivery.ObjectName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithoutAskingTest {

    private static final ObjectName NAME = new ObjectName("bucket", "key");

    private final List<String> expectations = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private S3ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                expectations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Expect")));
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("ETag", "\"tag\"");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        store = new S3ObjectStore(
                new S3Settings(
                        "us-east-1",
                        Optional.of(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort())),
                        true,
                        Identity.of(new AccessKey("AKIDEXAMPLE", "not-a-secret")),
                        Duration.ofSeconds(30)),
                S3ObjectOptions.NONE,
                1);
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    @Test
    void aShortPartIsSentAtOnce() throws Exception {
        store.uploadPart(NAME, "upload", 1, new byte[(int) WithoutAsking.SHORT_BYTES]);

        assertThat(expectations).containsExactly("null");
    }

    @Test
    void aHeadIsSentAtOnce() throws Exception {
        store.create(NAME, new byte[100]);

        assertThat(expectations).containsExactly("null");
    }

    @Test
    void aLongPartIsSentWhenTheStoreHasSaidThatItMayCome() throws Exception {
        store.uploadPart(NAME, "upload", 1, new byte[(int) WithoutAsking.SHORT_BYTES + 1]);

        assertThat(expectations).containsExactly("100-continue");
    }
}
