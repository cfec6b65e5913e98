package io.millrace.firehose.iceberg;

import static io.millrace.firehose.iceberg.LocalTables.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.testing.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Through real Connect workers that are killed. The consumer group's offsets are never committed here: whoever comes after a kill reads all of the
 * topic again, and only the tables know what they have.
 */
@Timeout(240)
class IcebergDeliveryIT {

    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> NO_OFFSETS = Map.of("offset.flush.interval.ms", "3600000");

    @TempDir
    Path folder;

    @Test
    void eachRecordIsInItsTableOnceThoughWorkersAreKilled() throws Exception {
        try (LocalTables tables = new LocalTables("killed-rows", folder.resolve("catalog.db"));
                ConnectCluster cluster = ConnectCluster.own("killed-rows", NO_OFFSETS)) {
            tables.create(
                    ORDERS,
                    PartitionSpec.builderFor(LocalTables.COLUMNS)
                            .identity("city")
                            .build(),
                    Map.of());
            cluster.createTopic("killed-rows", PARTITIONS);
            WorkerProcess worker = cluster.startWorkerProcess();
            cluster.createConnector("killed-rows", config(tables, "killed-rows", "shop.orders"));
            IntFunction<String> order = id -> "{\"id\":" + id + ",\"city\":\"" + city(id) + "\"}";

            int next = 0;
            for (int round = 1; round <= 2; round++) {
                next = produce(cluster, "killed-rows", next, next + 150, order);
                int delivered = next - 100;
                await(
                        cluster,
                        "killed-rows",
                        delivered + " rows",
                        () -> tables.rows(ORDERS).size() >= delivered);
                next = produce(cluster, "killed-rows", next, next + 50, order);
                worker.kill();
                assertThat(cluster.offsets("killed-rows")).isEmpty();
                worker = cluster.startWorkerProcess();
            }
            next = produce(cluster, "killed-rows", next, next + 29, order);

            List<String> expected = IntStream.range(0, next)
                    .mapToObj(id -> id + " " + city(id) + " null")
                    .toList();
            Eventually.isTrue(PATIENCE, "all rows", () -> tables.rows(ORDERS).containsAll(expected));
            assertThat(tables.rows(ORDERS)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(newestOffsets(tables, "killed-rows"))
                    .isEqualTo(
                            "{\"killed-rows-0\":[\"142.1\"],\"killed-rows-1\":[\"142.1\"],\"killed-rows-2\":[\"142.1\"]}");
        }
    }

    @Test
    void rowsAreChangedAndDeletedOnceThoughAWorkerIsKilled() throws Exception {
        try (LocalTables tables = new LocalTables("killed-changes", folder.resolve("catalog.db"));
                ConnectCluster cluster = ConnectCluster.own("killed-changes", NO_OFFSETS)) {
            tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of("format-version", "2"));
            cluster.createTopic("killed-changes", PARTITIONS);
            WorkerProcess worker = cluster.startWorkerProcess();
            Map<String, String> config = config(tables, "killed-changes", "shop.orders=id");
            config.put("partitioning.query", "{operation:.op}");
            cluster.createConnector("killed-changes", config);

            produce(cluster, "killed-changes", 0, 60, id -> change("insert", id, "new"));
            await(cluster, "killed-changes", "rows", () -> !tables.rows(ORDERS).isEmpty());
            produce(cluster, "killed-changes", 0, 60, id -> change(id % 2 == 0 ? "delete" : "update", id, "changed"));
            await(
                    cluster,
                    "killed-changes",
                    "a change",
                    () -> tables.rows(ORDERS).stream().anyMatch(row -> row.contains("changed")));
            worker.kill();
            assertThat(cluster.offsets("killed-changes")).isEmpty();
            cluster.startWorkerProcess();
            produce(cluster, "killed-changes", 60, 63, id -> change("insert", id, "last"));

            List<String> expected = new ArrayList<>();
            IntStream.range(0, 60).filter(id -> id % 2 == 1).forEach(id -> expected.add(id + " changed null"));
            IntStream.range(60, 63).forEach(id -> expected.add(id + " last null"));
            expected.sort(null);
            Eventually.get(
                    PATIENCE,
                    "all changes",
                    () -> Optional.of(tables.rows(ORDERS)).filter(expected::equals),
                    () -> tables.rows(ORDERS));
        }
    }

    private static Map<String, String> config(LocalTables tables, String topic, String names) {
        Map<String, String> config = tables.connector();
        config.put("topics", topic);
        config.put("tasks.max", "2");
        config.put("iceberg.tables", names);
        config.put("consumer.override.session.timeout.ms", "6000");
        config.put("consumer.override.heartbeat.interval.ms", "2000");
        return config;
    }

    /** Over all partitions, those of one number always to the same. Returns the number after the last. */
    private static int produce(ConnectCluster cluster, String topic, int from, int to, IntFunction<String> document) {
        for (int id = from; id < to; id++) {
            cluster.produce(topic, id % PARTITIONS, "k", document.apply(id));
        }
        return to;
    }

    private static void await(ConnectCluster cluster, String connector, String what, BooleanSupplier condition) {
        Eventually.get(
                PATIENCE,
                what,
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(),
                () -> cluster.status(connector));
    }

    private static String city(int id) {
        return "city-" + id % 4;
    }

    private static String change(String operation, int id, String city) {
        return "{\"op\":\"" + operation + "\",\"id\":" + id + ",\"city\":\"" + city + "\"}";
    }

    private static String newestOffsets(LocalTables tables, String stream) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(tables.catalog().loadTable(ORDERS))) {
            String offsets = snapshot.summary().get(Offsets.property(stream));
            if (offsets != null) {
                return offsets;
            }
        }
        return "none";
    }
}
