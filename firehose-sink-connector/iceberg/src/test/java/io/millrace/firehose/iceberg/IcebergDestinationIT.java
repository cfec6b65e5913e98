package io.millrace.firehose.iceberg;

import static io.millrace.firehose.iceberg.LocalTables.ORDERS;
import static io.millrace.firehose.iceberg.LocalTables.batch;
import static io.millrace.firehose.iceberg.LocalTables.change;
import static io.millrace.firehose.iceberg.LocalTables.record;
import static io.millrace.firehose.iceberg.LocalTables.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.record.FailedRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real catalog, a real store, and Iceberg's own reader. */
class IcebergDestinationIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private LocalTables tables;
    private final List<IcebergDestination> open = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        tables = new LocalTables("tables" + NUMBER.incrementAndGet());
    }

    @AfterEach
    void stop() throws Exception {
        open.forEach(IcebergDestination::close);
        tables.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "avro"})
    void recordsAreRowsOfOneSnapshotWhichHasTheirOffsets(String format) throws Exception {
        Table table = tables.create(
                ORDERS,
                PartitionSpec.builderFor(LocalTables.COLUMNS).identity("city").build(),
                Map.of("write.format.default", format));

        List<FailedRecord> failed = deliver(
                appending(),
                batch(
                        10,
                        "{\"id\":1,\"city\":\"Bern\",\"amount\":1.5}",
                        "{\"id\":2,\"city\":\"Rom\"}",
                        "{\"id\":\"x\"}",
                        "[]",
                        "{\"id\":3}{\"id\":4}",
                        "{\"city\":\"Rom\"}"));

        assertThat(tables.rows(ORDERS)).containsExactly("1 Bern 1.50", "2 Rom null");
        assertThat(told(failed))
                .containsExactly(
                        "12 Iceberg.DataTypeMismatch",
                        "13 Iceberg.MalformedJson",
                        "14 Iceberg.MalformedJson",
                        "15 Iceberg.MissingColumnWithinRecord");
        table.refresh();
        assertThat(table.currentSnapshot().summary())
                .containsEntry("millrace.firehose.stream.offsets", "{\"orders-3\":[\"15.1\"]}");
    }

    @Test
    void whatIsReadAgainAfterACrashIsInTheTableOnce() throws Exception {
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());
        deliver(appending(), batch(0, "{\"id\":0}", "{\"id\":1}"));

        deliver(appending(), batch(0, "{\"id\":0}", "{\"id\":1}", "{\"id\":2}"));
        deliver(appending(), batch(1, "{\"id\":1}", "{\"id\":2}"));

        assertThat(tables.rows(ORDERS)).containsExactly("0 null null", "1 null null", "2 null null");
    }

    @Test
    void twoWhoDeliverTheSameRecordsAtOnceDeliverEachOnce() throws Exception {
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());
        List<IcebergDestination> rivals = List.of(destination(appending()), destination(appending()));
        List<CompletableFuture<List<FailedRecord>>> outcomes = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int at = 0; at < 20; at += 4) {
            outcomes.add(rivals.get(0).deliver(batch(at, ids(at, 4))));
            // the zombie cuts its batches elsewhere
            outcomes.add(rivals.get(1).deliver(batch(Math.max(0, at - 1), ids(Math.max(0, at - 1), at == 0 ? 3 : 4))));
        }
        for (var outcome : outcomes) {
            assertThat(outcome.get(60, TimeUnit.SECONDS)).isEmpty();
        }
        for (int id = 0; id < 20; id++) {
            expected.add(id + " null null");
        }
        expected.sort(null);

        assertThat(tables.rows(ORDERS)).isEqualTo(expected);
    }

    @Test
    void aZombieThatWakesUpAfterItLookedCommitsNothing() throws Exception {
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());
        var asleep = new CountDownLatch(1);
        var wakesUp = new CountDownLatch(1);
        var zombie = new IcebergDestination(
                appending(),
                new SharedCatalog(tables.catalog(), () -> {
                    asleep.countDown();
                    await(wakesUp);
                }),
                Clock.systemUTC(),
                new Random(1));
        open.add(zombie);
        var outcome = zombie.deliver(batch(0, ids(0, 3)));
        await(asleep);
        deliver(appending(), batch(0, ids(0, 2)));
        wakesUp.countDown();

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(tables.rows(ORDERS)).containsExactly("0 null null", "1 null null", "2 null null");
    }

    @Test
    void snapshotsOfOthersBetweenOursChangeNothing() throws Exception {
        Table table = tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());
        deliver(appending(), batch(0, "{\"id\":0}"));
        table.refresh();
        table.newAppend().commit();

        deliver(appending(), batch(0, "{\"id\":0}", "{\"id\":1}"));

        assertThat(tables.rows(ORDERS)).containsExactly("0 null null", "1 null null");
    }

    private enum Layout {
        PLAIN,
        BY_KEY,
        BY_ANOTHER_COLUMN,
        BY_BOTH;

        PartitionSpec spec() {
            PartitionSpec.Builder columns = PartitionSpec.builderFor(LocalTables.COLUMNS);
            return switch (this) {
                case PLAIN -> columns.build();
                case BY_KEY -> columns.bucket("id", 4).build();
                case BY_ANOTHER_COLUMN -> columns.identity("city").build();
                case BY_BOTH -> columns.bucket("id", 4).identity("city").build();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreChangedAndDeletedByTheirKeyHoweverTheTableIsPartitioned(Layout layout) throws Exception {
        tables.create(ORDERS, layout.spec(), Map.of("format-version", "2"));
        IcebergSettings settings = keyed();
        deliver(settings, batch(0, "{\"id\":1,\"city\":\"Bern\"}", "{\"id\":2,\"city\":\"Rom\"}", "{\"id\":3}"));

        deliver(
                settings,
                new Batch(List.of(
                        change(3, "update", "{\"id\":1,\"city\":\"Oslo\"}"),
                        change(4, "delete", "{\"id\":2}"),
                        change(5, "insert", "{\"id\":4,\"city\":\"Lima\"}"),
                        change(6, "update", "{\"id\":4,\"city\":\"Cusco\"}"),
                        change(7, "insert", "{\"id\":5}"),
                        change(8, "delete", "{\"id\":5}"),
                        change(9, "update", "{\"id\":6,\"city\":\"new\"}"))));

        assertThat(tables.rows(ORDERS)).containsExactly("1 Oslo null", "3 null null", "4 Cusco null", "6 new null");
    }

    @Test
    void rowsAreDeletedThatAreFromBeforeTheTableWasPartitioned() throws Exception {
        Table table = tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of("format-version", "2"));
        deliver(keyed(), batch(0, "{\"id\":1}", "{\"id\":2}"));
        table.refresh();
        table.updateSpec().addField(Expressions.bucket("id", 4)).commit();

        deliver(keyed(), new Batch(List.of(change(2, "delete", "{\"id\":1}"))));

        assertThat(tables.rows(ORDERS)).containsExactly("2 null null");
    }

    @Test
    void newRowsAreWrittenByTheTablesOwnPartitionsThoughDeletesHaveNone() throws Exception {
        Table table = tables.create(ORDERS, Layout.BY_ANOTHER_COLUMN.spec(), Map.of("format-version", "2"));
        deliver(keyed(), batch(0, "{\"id\":1,\"city\":\"Bern\"}"));
        deliver(keyed(), new Batch(List.of(change(1, "update", "{\"id\":1,\"city\":\"Rom\"}"))));
        table.refresh();

        assertThat(table.spec().fields()).hasSize(1);
        assertThat(table.currentSnapshot().addedDataFiles(table.io()))
                .allMatch(file -> file.specId() == table.spec().specId());
        assertThat(table.currentSnapshot().addedDeleteFiles(table.io()))
                .allMatch(file -> table.specs().get(file.specId()).isUnpartitioned());
        deliver(keyed(), new Batch(List.of(change(2, "update", "{\"id\":1,\"city\":\"Oslo\"}"))));
        table.refresh();
        assertThat(table.specs()).as("it is added once").hasSize(2);
        assertThat(tables.rows(ORDERS)).containsExactly("1 Oslo null");
    }

    @Test
    void aTableIsMadeOfTheRecordsThatNeedIt() throws Exception {
        TableIdentifier visits = TableIdentifier.of("web", "visits");
        IcebergSettings settings = settings(visits, List.of("id"), List.of("page"), true);

        deliver(
                settings,
                batch(
                        0,
                        "{\"id\":1,\"page\":\"/\",\"took\":1,\"ok\":true,\"who\":{\"name\":\"a\"},\"tags\":[\"x\"],\"none\":null}",
                        "no JSON",
                        "{\"id\":2,\"page\":\"/a\",\"took\":1.5,\"who\":{\"age\":7}}"));
        deliver(settings, new Batch(List.of(change(3, "update", "{\"id\":2,\"page\":\"/b\"}"))));

        Table made = tables.catalog().loadTable(visits);
        assertThat(columns(made))
                .containsExactly(
                        "id long",
                        "page string",
                        "took double",
                        "ok boolean",
                        "who struct<7: name: optional string, 8: age: optional long>",
                        "tags list<string>");
        assertThat(made.spec().fields())
                .singleElement()
                .matches(field -> field.name().equals("page"));
        assertThat(tables.rows(visits, "id", "page", "took")).containsExactly("1 / 1.0", "2 /b null");
    }

    @Test
    void aTableGetsTheColumnsThatRecordsHave() throws Exception {
        Table table = tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());
        IcebergSettings settings = settings(ORDERS, List.of(), List.of(), true);

        assertThat(told(deliver(
                        settings,
                        batch(
                                0,
                                "{\"id\":1,\"note\":\"a\",\"where\":[{\"x\":1}],\"\":1,\"with.dot\":1}",
                                "{\"id\":2,\"where\":[{\"y\":2}],\"city\":{\"not\":\"a text\"}}",
                                "{\"id\":3,\"note\":4}"))))
                .isEmpty();
        assertThat(deliver(settings, batch(3, "{\"id\":4,\"where\":[{\"z\":{\"deep\":true}}]}")))
                .isEmpty();

        table.refresh();
        assertThat(columns(table).subList(3, 6))
                .satisfiesExactly(
                        note -> assertThat(note).isEqualTo("note string"),
                        where -> assertThat(where)
                                .contains("x: optional long", "y: optional long", "deep: optional boolean"),
                        dotted -> assertThat(dotted).isEqualTo("with.dot long"));
        assertThat(tables.rows(ORDERS, "id", "note")).containsExactly("1 a", "2 null", "3 4", "4 null");
    }

    @Test
    void withoutBeingAskedForNothingIsMade() throws Exception {
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());

        assertThat(deliver(appending(), batch(0, "{\"id\":1,\"note\":\"a\"}"))).isEmpty();
        assertThat(told(deliver(
                        settings(TableIdentifier.of("shop", "none"), List.of(), List.of(), false),
                        batch(0, "{\"id\":1}"))))
                .containsExactly("0 Iceberg.NoSuchTable");

        assertThat(columns(tables.catalog().loadTable(ORDERS))).hasSize(3);
    }

    private static List<String> columns(Table table) {
        return table.schema().columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    @Test
    void aFailedRecordSaysToWhichTableItWasToGo() throws Exception {
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());

        assertThat(deliver(
                        appending(),
                        new Batch(List.of(
                                record(0, "[]"),
                                change(1, "update", "{\"id\":1}"),
                                record(2, "{}").withQueryKeys(Map.of("destinationTableName", "nowhere"))))))
                .extracting(one -> one.table().orElseThrow())
                .containsExactly("shop.orders", "shop.orders", "shop.nowhere");
    }

    @Test
    void aChangeThatTheTableDoesNotTakeFailsAlone() throws Exception {
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());

        assertThat(told(deliver(
                        appending(),
                        new Batch(List.of(
                                record(0, "{\"id\":1}"),
                                change(1, "update", "{\"id\":1}"),
                                change(2, "merge", "{\"id\":1}"))))))
                .containsExactly("1 Iceberg.InvalidOperation", "2 Iceberg.InvalidOperation");
        assertThat(told(deliver(keyed(), new Batch(List.of(change(3, "delete", "{\"city\":\"Rom\"}"))))))
                .containsExactly("3 Iceberg.MissingColumnWithinRecord");
        assertThat(tables.rows(ORDERS)).containsExactly("1 null null");
    }

    @Test
    void recordsGoToTheTableThatTheyName() throws Exception {
        TableIdentifier returns = TableIdentifier.of("shop", "returns");
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());
        tables.create(returns, PartitionSpec.unpartitioned(), Map.of());
        Map<String, String> keys =
                Map.of("destinationDatabaseName", "shop", "destinationTableName", "returns", "operation", "insert");

        List<FailedRecord> failed = deliver(
                appending(),
                new Batch(List.of(
                        record(0, "{\"id\":1}"),
                        record(1, "{\"id\":2}").withQueryKeys(keys),
                        record(2, "{\"id\":3}").withTransformKeys(keys),
                        record(3, "{\"id\":4}").withQueryKeys(Map.of("destinationTableName", "nowhere")))));

        assertThat(tables.rows(ORDERS)).containsExactly("1 null null");
        assertThat(tables.rows(returns)).containsExactly("2 null null", "3 null null");
        assertThat(told(failed)).containsExactly("3 Iceberg.NoSuchTable");
    }

    @Test
    void whatWasGivenUpIsDeliveredWhenItComesAgainThoughLaterRecordsAreThere() throws Exception {
        Table table = tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of());
        IcebergDestination destination = destination(appending());
        assertThat(destination.deliver(batch(0, "{\"id\":0}")).get(60, TimeUnit.SECONDS))
                .isEmpty();
        table.updateProperties().set("write.format.default", "no such format").commit();
        assertThat(told(destination
                        .deliver(batch(1, "{\"id\":1}", "{\"id\":2}"))
                        .get(60, TimeUnit.SECONDS)))
                .containsExactly("1 Iceberg.CommitFailed", "2 Iceberg.CommitFailed");
        table.refresh();
        table.updateProperties().remove("write.format.default").commit();
        assertThat(destination.deliver(batch(3, "{\"id\":3}")).get(60, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(tables.rows(ORDERS)).containsExactly("0 null null", "3 null null");

        deliver(appending(), batch(1, "{\"id\":1}", "{\"id\":2}", "{\"id\":3}"));

        assertThat(tables.rows(ORDERS)).containsExactly("0 null null", "1 null null", "2 null null", "3 null null");
    }

    @Test
    void theConnectorFindsItAndItOpensTheCatalogByItsProperties() throws Exception {
        tables.create(ORDERS, PartitionSpec.unpartitioned(), Map.of("format-version", "2"));
        DestinationProvider provider =
                ServiceLoader.load(DestinationProvider.class).findFirst().orElseThrow();
        assertThat(provider.name()).isEqualTo("iceberg");
        try (Destination destination = provider.open(
                new DestinationProvider.Tables(
                        "stream",
                        tables.properties(),
                        Map.of("shop.orders", new DestinationProvider.Table(List.of("id"), List.of())),
                        false,
                        false,
                        false,
                        Duration.ofSeconds(2)),
                Clock.systemUTC(),
                new Random(1))) {
            assertThat(destination.deliver(batch(0, "{\"id\":1}")).get(60, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(destination
                            .deliver(new Batch(List.of(change(1, "UPDATE", "{\"id\":1,\"city\":\"Bern\"}"))))
                            .get(60, TimeUnit.SECONDS))
                    .isEmpty();
        }

        assertThat(tables.rows(ORDERS)).containsExactly("1 Bern null");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] ids(int from, int count) {
        String[] documents = new String[count];
        for (int i = 0; i < count; i++) {
            documents[i] = "{\"id\":" + (from + i) + "}";
        }
        return documents;
    }

    private static IcebergSettings appending() {
        return settings(ORDERS, List.of(), List.of(), false);
    }

    private static IcebergSettings keyed() {
        return settings(ORDERS, List.of("id"), List.of(), false);
    }

    private static IcebergSettings settings(
            TableIdentifier table, List<String> keys, List<String> partitionedBy, boolean asNeeded) {
        return new IcebergSettings(
                "stream",
                Map.of(table, new DestinationProvider.Table(keys, partitionedBy)),
                keys.isEmpty(),
                asNeeded,
                asNeeded,
                Duration.ofSeconds(2));
    }

    private List<FailedRecord> deliver(IcebergSettings settings, Batch batch) throws Exception {
        return destination(settings).deliver(batch).get(60, TimeUnit.SECONDS);
    }

    /** Another task, each time. */
    private IcebergDestination destination(IcebergSettings settings) {
        var destination = new IcebergDestination(
                settings, new SharedCatalog(tables.catalog(), () -> {}), Clock.systemUTC(), new Random(1));
        open.add(destination);
        return destination;
    }
}
