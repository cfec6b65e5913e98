package io.millrace.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was delivered is a table to an engine that knows nothing of us: folders {@code key=value} are columns, as Athena and Hive have them. */
@Timeout(120)
class DeliveredTablesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ConnectCluster CLUSTER = ConnectCluster.shared();

    private static final String SCHEMA = """
            {"type": "record", "name": "sale", "fields": [
              {"name": "id", "type": "long"},
              {"name": "amount", "type": "double"},
              {"name": "sold", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "note", "type": ["null", "string"]},
              {"name": "items", "type": {"type": "array", "items": "string"}}
            ]}
            """;

    private static final List<String> SALES = List.of(
            sale("acme", 1, 10.5, "2026-03-01T23:59:59Z", "[\"pen\", \"ink\"]"),
            sale("acme", 2, 4.25, "2026-03-02T00:00:00Z", "[]"),
            sale("bolt", 3, 1, "2026-03-02T08:00:00Z", "[\"nut\"]"),
            sale("acme", 4, 0.25, "2026-03-02T09:00:00Z", "[\"nib\", \"ink\"]"));

    private static LocalStore store;

    @BeforeAll
    static void startStore() throws Exception {
        store = new LocalStore();
    }

    @AfterAll
    static void stopStore() throws Exception {
        store.close();
    }

    private static String sale(String customer, int id, double amount, String at, String items) {
        return "{\"customer\": \"%s\", \"id\": %d, \"amount\": %s, \"sold\": \"%s\", \"items\": %s}"
                .formatted(customer, id, amount, at, items);
    }

    @Test
    void parquetInFoldersOfPartitionKeysIsATable(@TempDir Path folder) throws Exception {
        Path schema = Files.writeString(folder.resolve("sale.avsc"), SCHEMA);
        deliver(
                "sales-parquet",
                3,
                Map.of("format", "parquet", "format.schema.file", schema.toString(), "buffer.size.mib", "64"));

        String sales = "read_parquet('%s/**/*.parquet', hive_partitioning = true)"
                .formatted(store.folder("sales-parquet").resolve("sales"));
        assertThat(rows("SELECT customer, day, count(*), sum(amount) FROM " + sales + " GROUP BY ALL ORDER BY ALL"))
                .containsExactly("acme|2026-03-01|1|10.5", "acme|2026-03-02|2|4.5", "bolt|2026-03-02|1|1.0");
        assertThat(rows("SELECT id, epoch_ms(sold), note, len(items) FROM " + sales
                        + " WHERE customer = 'acme' AND day > '2026-03-01' ORDER BY id"))
                .containsExactly("2|1772409600000|null|0", "4|1772442000000|null|2");
        assertThat(rows("SELECT item, count(*) FROM (SELECT unnest(items) AS item FROM " + sales
                        + ") GROUP BY item ORDER BY ALL"))
                .containsExactly("ink|2", "nib|1", "nut|1", "pen|1");
    }

    @Test
    void linesOfJsonThatAreCompressedAreATable() throws Exception {
        deliver("sales-json", 3, Map.of("format", "json_lines", "s3.compression", "GZIP"));

        assertThat(rows(
                        "SELECT day, count(*), sum(amount) FROM read_json('%s/**/*.gz', hive_partitioning = true) GROUP BY day ORDER BY day"
                                .formatted(store.folder("sales-json").resolve("sales"))))
                .containsExactly("2026-03-01|1|10.5", "2026-03-02|3|5.5");
    }

    /** From a topic to a bucket of its name; done when everything is there. */
    private static void deliver(String name, int objects, Map<String, String> properties) {
        CLUSTER.createTopic(name, 1);
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("tasks.max", "1");
        config.put("topics", name);
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("s3.bucket", name);
        config.put(
                "partitioning.query",
                "{customer: .customer, day: .sold | strptime(\"%Y-%m-%dT%H:%M:%SZ\") | strftime(\"%Y-%m-%d\")}");
        config.put("s3.prefix", "sales/customer=!{partitionKeyFromQuery:customer}/day=!{partitionKeyFromQuery:day}/");
        config.put("s3.error.prefix", "errors/!{firehose:error-output-type}/");
        config.put("buffer.interval.seconds", "1");
        config.putAll(properties);
        SALES.forEach(sale -> CLUSTER.produce(name, 0, "k", sale));
        try (Bucket bucket = new Bucket(store, name)) {
            CLUSTER.createConnector(name, config);
            Eventually.isTrue(
                    PATIENCE, "every customer's days", () -> bucket.keys().size() >= objects);
        } finally {
            CLUSTER.delete(name);
        }
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (results.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= results.getMetaData().getColumnCount(); column++) {
                    row.add(results.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }
}
