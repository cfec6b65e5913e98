package io.millrace.firehose.iceberg;

import static io.millrace.firehose.iceberg.LocalTables.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.testing.StockWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip that people install, in a Connect worker as Kafka publishes it. */
@Timeout(240)
class PluginZipIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void aStockWorkerDeliversToATableWithIt() throws Exception {
        try (LocalTables tables = new LocalTables("stock-tables", folder.resolve("catalog.db"));
                ConnectCluster cluster = ConnectCluster.own("stock-tables");
                StockWorker worker = StockWorker.start(
                        folder, cluster.bootstrapServers(), StockWorker.zip("iceberg"), driverOfTheCatalog())) {
            tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of("format-version", "2"));
            cluster.createTopic("stock-tables", 1);
            cluster.produce("stock-tables", 0, "key", "{\"op\":\"insert\",\"id\":1,\"city\":\"Bern\"}");
            cluster.produce("stock-tables", 0, "key", "{\"op\":\"update\",\"id\":1,\"city\":\"Basel\"}");
            Map<String, String> config = tables.connector();
            config.put("topics", "stock-tables");
            config.put("iceberg.tables", "shop.orders=id");
            config.put("partitioning.query", "{operation:.op}");
            worker.rest().configure("stock-tables", config);

            Eventually.get(
                    PATIENCE,
                    "the row",
                    () -> Optional.of(tables.rows(ORDERS)).filter(List.of("1 Basel null")::equals),
                    () -> tables.rows(ORDERS) + " " + worker.rest().status("stock-tables"));
        }
    }

    /** So that it may be unzipped over the connector's. */
    @Test
    void theZipHasAllThatTheConnectorsHasAndNothingThatAWorkerHas() throws Exception {
        Path connector = StockWorker.unzip(StockWorker.zip("connector"), folder.resolve("connector"));
        Path both = StockWorker.unzip(StockWorker.zip("iceberg"), folder.resolve("both"));

        assertThat(both.getFileName()).isEqualTo(connector.getFileName());
        assertThat(jars(both))
                .containsAll(jars(connector))
                .anyMatch(name -> name.startsWith("firehose-sink-iceberg-"))
                .anyMatch(name -> name.startsWith("iceberg-core-"))
                .noneMatch(name -> name.matches("(kafka|connect|slf4j|logback|jetty|junit|sqlite)-.*"));
    }

    /** A catalog in a database needs the database's driver, which is for whoever has one to add. */
    private static Path driverOfTheCatalog() throws Exception {
        return Path.of(Class.forName("org.sqlite.JDBC")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static List<String> jars(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
