package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker in this JVM, and what becomes of this JVM when it fails. */
@Timeout(120)
class EmbeddedConnectIT {

    @TempDir
    Path folder;

    @Test
    void itServesItsApiAndStopsAndKnowsItsConnectorsAtTheNextStart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(folder))) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try (EmbeddedConnect connect = ready(broker)) {
                assertThat(put(connect.url(), "idle")).isEqualTo(201);
            }
            try (EmbeddedConnect connect = ready(broker)) {
                assertThat(get(connect.url().resolve("connectors"))).contains("idle");
            }
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    @Test
    void aWorkerThatFailsEndsAloneAndSaysSo() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(folder));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Connect fails on a topic of its own that is not compacted.
            admin.createTopics(List.of(new NewTopic("millrace-connect-configs", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);

            try (EmbeddedConnect connect =
                    EmbeddedConnect.start(EmbeddedConnect.Config.on(broker.bootstrapServers()))) {
                assertThatThrownBy(() -> connect.awaitReady(60, TimeUnit.SECONDS))
                        .isInstanceOf(EmbeddedServerException.class)
                        .hasMessageContaining("has stopped");
                assertThat(connect.isRunning()).isFalse();
            }
        }
    }

    @Test
    void aPortInUseAndAWrongSettingAreSaid() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBroker.Config.inFolder(folder));
                EmbeddedConnect connect = ready(broker)) {
            int port = connect.url().getPort();
            assertThatThrownBy(() -> EmbeddedConnect.start(
                            new EmbeddedConnect.Config(broker.bootstrapServers(), port, Map.of())))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("cannot listen on port " + port);
            assertThatThrownBy(() -> EmbeddedConnect.start(new EmbeddedConnect.Config(
                            broker.bootstrapServers(), 0, Map.of("session.timeout.ms", "soon"))))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("session.timeout.ms");
        }
    }

    private static EmbeddedConnect ready(EmbeddedBroker broker) throws InterruptedException {
        EmbeddedConnect connect = EmbeddedConnect.start(EmbeddedConnect.Config.on(broker.bootstrapServers()));
        connect.awaitReady(60, TimeUnit.SECONDS);
        return connect;
    }

    private static int put(URI url, String name) throws Exception {
        String config = """
                {"connector.class": "io.millrace.embedded.IdleSink", "topics": "none"}""";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve("connectors/" + name + "/config"))
                                .header("content-type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(config))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static String get(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
    }
}
