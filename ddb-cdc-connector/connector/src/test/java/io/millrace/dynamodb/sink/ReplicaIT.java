package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.Replica;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.Writers;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.testing.WorkerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table, its topic, and another table, in real workers of Connect. */
final class ReplicaIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = "replica-" + Long.toHexString(System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        "dynamodb_json, string, false, conditional",
        "struct, string, true, conditional",
        "struct, decimal, true, bulk"
    })
    void aTableIsKeptInStep(String layout, String numbers, String schemas, String mode) {
        ConnectCluster connect = ConnectCluster.shared();
        TestTable table = TestTable.create(DYNAMODB, name);
        TestTable copy = TestTable.withoutStream(DYNAMODB, name + "-copy");
        table.put("before", 1);
        Map<String, String> converters =
                Map.of("key.converter.schemas.enable", schemas, "value.converter.schemas.enable", schemas);
        try {
            connect.createTopic("t." + name, 3);
            connect.createConnector(
                    name,
                    Capture.of(
                            DYNAMODB, name, with(converters, Map.of("value.layout", layout, "number.mode", numbers))));
            connect.createConnector(
                    copy.name(),
                    Replica.of(
                            DYNAMODB,
                            "t." + name,
                            copy.name(),
                            with(converters, Map.of("tasks.max", "2", "write.mode", mode))));
            for (int i = 0; i < 40; i++) {
                table.put("item-" + i % 10, i);
                if (i % 3 == 0) {
                    table.delete("item-" + i % 7);
                }
            }
            DYNAMODB.client().putItem(put -> put.tableName(name).item(everything()));

            awaitEqual(table, copy);

            Map<String, AttributeValue> whole = item(copy, "everything");
            whole.remove("_millrace");
            assertThat(whole).isEqualTo(item(table, "everything"));
        } finally {
            connect.delete(copy.name());
            connect.delete(name);
        }
    }

    /** Of each customer the last order, in a table of its own. */
    @Test
    void aChangeInOneTableUpdatesAnotherThroughATransform() {
        ConnectCluster connect = ConnectCluster.shared();
        TestTable orders = TestTable.create(DYNAMODB, name);
        TestTable customers = TestTable.withoutStream(DYNAMODB, name + "-customers");
        Map<String, String> schemas =
                Map.of("key.converter.schemas.enable", "true", "value.converter.schemas.enable", "true");
        try {
            connect.createTopic("t." + name, 1);
            connect.createConnector(name, Capture.of(DYNAMODB, name, with(schemas, Map.of("value.layout", "struct"))));
            connect.createConnector(
                    customers.name(),
                    Replica.of(
                            DYNAMODB,
                            "t." + name,
                            customers.name(),
                            with(
                                    schemas,
                                    Map.of(
                                            "transforms", "deletes,last",
                                            "transforms.deletes.type", "org.apache.kafka.connect.transforms.Filter",
                                            "transforms.deletes.predicate", "tombstone",
                                            "predicates", "tombstone",
                                            "predicates.tombstone.type",
                                                    "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone",
                                            "transforms.last.type", LastOrder.class.getName()))));
            for (String order : List.of("order-1", "order-2")) {
                DYNAMODB.client()
                        .putItem(put -> put.tableName(name)
                                .item(Map.of(
                                        "id", AttributeValue.fromS(order), "customer", AttributeValue.fromS("ann"))));
            }
            orders.delete("order-1");

            Eventually.get(
                    PATIENCE,
                    "the customer's last order",
                    () -> Optional.of(item(customers, "ann"))
                            .filter(ann -> AttributeValue.fromS("order-2").equals(ann.get("last_order"))),
                    () -> item(customers, "ann"));
        } finally {
            connect.delete(customers.name());
            connect.delete(name);
        }
    }

    /** DynamoDB deletes what is past its time, after a while. */
    @Test
    void whatTtlDeletesIsDeletedInTheCopyUnlessThatIsIgnored() {
        ConnectCluster connect = ConnectCluster.shared();
        TestTable table = TestTable.create(DYNAMODB, name);
        TestTable copy = TestTable.withoutStream(DYNAMODB, name + "-copy");
        TestTable archive = TestTable.withoutStream(DYNAMODB, name + "-archive");
        table.put("stays", 1);
        DYNAMODB.client()
                .updateTimeToLive(ttl -> ttl.tableName(name)
                        .timeToLiveSpecification(spec -> spec.enabled(true).attributeName("expires")));
        try {
            connect.createTopic("t." + name, 1);
            connect.createConnector(name, Capture.of(DYNAMODB, name, Map.of()));
            connect.createConnector(copy.name(), Replica.of(DYNAMODB, "t." + name, copy.name(), Map.of()));
            connect.createConnector(
                    archive.name(), Replica.of(DYNAMODB, "t." + name, archive.name(), Map.of("ttl.deletes", "ignore")));
            DYNAMODB.client()
                    .putItem(put -> put.tableName(name)
                            .item(Map.of(
                                    "id", AttributeValue.fromS("goes"),
                                    "version", AttributeValue.fromN("1"),
                                    "expires",
                                            AttributeValue.fromN(
                                                    Long.toString(Instant.now().getEpochSecond() + 3)))));
            Eventually.isTrue(
                    PATIENCE, "the item in the copy", () -> copy.contents().containsKey("goes"));
            Eventually.isTrue(
                    Duration.ofSeconds(100), "TTL", () -> !table.contents().containsKey("goes"));
            Eventually.isTrue(
                    PATIENCE, "no item in the copy", () -> !copy.contents().containsKey("goes"));
            table.put("stays", 2);
            Eventually.isTrue(
                    PATIENCE, "the next change", () -> archive.contents().get("stays") == 2);
            assertThat(archive.contents()).containsKey("goes");
        } finally {
            connect.delete(archive.name());
            connect.delete(copy.name());
            connect.delete(name);
        }
    }

    @Test
    void workersThatAreKilledLoseNothingAndBringNothingBack() throws Exception {
        TestTable table = TestTable.create(DYNAMODB, name);
        TestTable copy = TestTable.withoutStream(DYNAMODB, name + "-copy");
        List<String> ids = IntStream.range(0, 40).mapToObj(i -> "item-" + i).toList();
        try (ConnectCluster cluster = ConnectCluster.own(name, Map.of());
                Writers writers = new Writers(table)) {
            ids.forEach(writers::insert);
            WorkerProcess worker = cluster.startWorkerProcess();
            cluster.createConnector(name, Capture.of(DYNAMODB, name, Map.of()));
            cluster.createConnector(copy.name(), Replica.of(DYNAMODB, "t." + name, copy.name(), Map.of()));
            writers.start(ids.subList(0, 20), 1);
            writers.start(ids.subList(20, 40), 2);
            awaitChanges(copy, 100);
            worker.kill();
            cluster.startWorkerProcess();
            awaitChanges(copy, 100);
            writers.stop();

            awaitEqual(table, copy);
        }
    }

    private static void awaitChanges(TestTable copy, int count) {
        int before = last(copy);
        Eventually.isTrue(PATIENCE, "changes in the copy", () -> last(copy) > before + count);
    }

    private static int last(TestTable table) {
        return table.contents().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private static void awaitEqual(TestTable table, TestTable copy) {
        Eventually.get(
                PATIENCE,
                "the same items in both tables: " + table.contents(),
                () -> Optional.of(copy.contents()).filter(table.contents()::equals),
                copy::contents);
    }

    private static Map<String, AttributeValue> everything() {
        return Map.of(
                "id", AttributeValue.fromS("everything"),
                "version", AttributeValue.fromN("1000"),
                "long", AttributeValue.fromN("1234567890123456789012345678901234567.8"),
                "texts", AttributeValue.fromSs(List.of("x", "y")),
                "numbers", AttributeValue.fromNs(List.of("1", "2.5")),
                "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")),
                "list", AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("two"))),
                "map", AttributeValue.fromM(Map.of("inner", AttributeValue.fromBool(true))));
    }

    private static Map<String, AttributeValue> item(TestTable table, String id) {
        return new HashMap<>(DYNAMODB.client()
                .getItem(get -> get.tableName(table.name()).key(Map.of("id", AttributeValue.fromS(id))))
                .item());
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
