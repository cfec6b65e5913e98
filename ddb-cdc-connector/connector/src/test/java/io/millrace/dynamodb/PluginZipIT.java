package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.sink.DynamoDbSinkConnector;
import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.Replica;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.testing.StockWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip that people install, in a Connect worker as Kafka publishes it. */
@Timeout(180)
final class PluginZipIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void aStockWorkerCapturesATableAndMakesAnotherOfItsTopic() throws Exception {
        TestTable table = TestTable.create(DYNAMODB, "stock");
        TestTable copy = TestTable.withoutStream(DYNAMODB, "stock-copy");
        table.put("a", 1);
        try (ConnectCluster cluster = ConnectCluster.own("stock-connect");
                StockWorker worker = StockWorker.start(folder, cluster.bootstrapServers(), zip())) {
            List<String> plugins = new ArrayList<>();
            worker.rest()
                    .plugins()
                    .forEach(plugin -> plugins.add(plugin.path("class").asText() + " "
                            + plugin.path("version").asText()));
            assertThat(plugins)
                    .contains(
                            DynamoDbConnector.class.getName() + " " + Module.version(),
                            DynamoDbSinkConnector.class.getName() + " " + Module.version());

            cluster.createTopic("t.stock", 1);
            worker.rest().configure("stock", Capture.of(DYNAMODB, "stock", Map.of()));
            worker.rest().configure("stock-copy", Replica.of(DYNAMODB, "t.stock", "stock-copy", Map.of()));

            Eventually.get(
                    PATIENCE,
                    "the copy",
                    () -> Optional.of(copy.contents()).filter(table.contents()::equals),
                    () -> worker.rest().status("stock") + " " + worker.rest().status("stock-copy"));
        }
    }

    @Test
    void theZipHasNothingThatAWorkerHas() throws Exception {
        Path installed = StockWorker.unzip(zip(), folder);

        try (Stream<Path> jars = Files.list(installed)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("ddb-cdc-connector-"))
                    .anyMatch(name -> name.startsWith("debezium-connector-common-"))
                    .noneMatch(name ->
                            name.matches("(kafka|connect|slf4j|logback|jetty|junit|DynamoDBLocal|sqlite4java)-.*"));
        }
    }

    /** What the build has packed. */
    private static Path zip() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("millrace-ddb-cdc-connector-.*\\.zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
