package io.millrace.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.testing.StockWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip that people install, in a Connect worker as Kafka publishes it. */
@Timeout(180)
class PluginZipIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void aStockWorkerFindsThePluginAndDeliversWithIt() throws Exception {
        try (LocalStore store = new LocalStore();
                Bucket bucket = new Bucket(store, "stock");
                ConnectCluster cluster = ConnectCluster.own("stock-connect");
                StockWorker worker =
                        StockWorker.start(folder, cluster.bootstrapServers(), StockWorker.zip("connector"))) {
            List<String> plugins = new ArrayList<>();
            worker.rest()
                    .plugins()
                    .forEach(plugin -> plugins.add(plugin.path("class").asText() + " "
                            + plugin.path("version").asText()));
            assertThat(plugins).contains(FirehoseSinkConnector.class.getName() + " " + Version.TEXT);

            cluster.createTopic("stock", 1);
            cluster.produce("stock", 0, "key", "hello");
            Map<String, String> config = new HashMap<>(store.properties());
            config.put("connector.class", FirehoseSinkConnector.class.getName());
            config.put("topics", "stock");
            config.put("s3.bucket", "stock");
            // Snappy's library is the worker's.
            config.put("s3.compression", "Snappy");
            config.put("buffer.interval.seconds", "1");
            worker.rest().configure("stock", config);

            Eventually.isTrue(
                    PATIENCE, "an object", () -> bucket.keys().stream().anyMatch(key -> key.endsWith(".snappy")));
        }
    }

    @Test
    void theZipHasNothingThatAWorkerHas() throws Exception {
        Path installed = StockWorker.unzip(StockWorker.zip("connector"), folder);

        try (var jars = Files.list(installed)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("firehose-sink-connector-"))
                    .anyMatch(name -> name.startsWith("parquet-hadoop-"))
                    .noneMatch(name -> name.matches("(kafka|connect|slf4j|logback|hadoop|jetty|junit)-.*"));
        }
    }
}
