package io.millrace.firehose.iceberg;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.FirehoseSinkConnector;
import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/** A catalog in a database, over a store in this process. */
final class LocalTables implements AutoCloseable {

    static final TableIdentifier ORDERS = TableIdentifier.of("shop", "orders");

    static final Schema COLUMNS = new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "city", Types.StringType.get()),
            Types.NestedField.optional(3, "amount", Types.DecimalType.of(9, 2)));

    private final String bucket;
    private final String database;
    private final LocalStore store = new LocalStore();
    private final Catalog catalog;

    /** In memory: for those alone that are in this process. */
    LocalTables(String bucket) throws IOException {
        this(bucket, "file:" + bucket + "?mode=memory&cache=shared");
    }

    /** In a file. */
    LocalTables(String bucket, Path database) throws IOException {
        this(bucket, database.toString());
    }

    private LocalTables(String bucket, String database) throws IOException {
        this.bucket = bucket;
        this.database = database;
        try (var s3 = store.client()) {
            s3.createBucket(create -> create.bucket(bucket));
        }
        catalog = CatalogUtil.buildIcebergCatalog("local", properties(), new Configuration());
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("shop"));
    }

    /** Of the catalog, for another that opens it. */
    Map<String, String> properties() {
        Map<String, String> access = store.properties();
        return Map.ofEntries(
                Map.entry("name", "local"),
                Map.entry("type", "jdbc"),
                Map.entry("uri", "jdbc:sqlite:" + database),
                Map.entry("clients", "1"),
                Map.entry("jdbc.schema-version", "V1"),
                Map.entry("warehouse", "s3://" + bucket + "/warehouse"),
                Map.entry("io-impl", "org.apache.iceberg.aws.s3.S3FileIO"),
                Map.entry("s3.endpoint", access.get("s3.endpoint")),
                Map.entry("s3.path-style-access", "true"),
                Map.entry("s3.access-key-id", access.get("s3.access.key.id")),
                Map.entry("s3.secret-access-key", access.get("s3.secret.access.key")),
                Map.entry("client.region", access.get("s3.region")));
    }

    /** What a connector has to know to deliver there, but for its tables. */
    Map<String, String> connector() {
        Map<String, String> config = new HashMap<>(store.properties());
        properties().forEach((key, value) -> config.put("iceberg.catalog." + key, value));
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("destination", "iceberg");
        config.put("s3.bucket", bucket);
        config.put("s3.error.prefix", "errors/!{firehose:error-output-type}/");
        config.put("buffer.interval.seconds", "1");
        return config;
    }

    LocalStore store() {
        return store;
    }

    Catalog catalog() {
        return catalog;
    }

    Table create(TableIdentifier name, PartitionSpec spec, Map<String, String> properties) {
        return catalog.createTable(name, COLUMNS, spec, properties);
    }

    /** {@code id city amount}, sorted. */
    List<String> rows(TableIdentifier name) {
        return rows(name, "id", "city", "amount");
    }

    /** Some of their columns, sorted. */
    List<String> rows(TableIdentifier name, String... columns) {
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<Record> all =
                IcebergGenerics.read(catalog.loadTable(name)).build()) {
            all.forEach(row -> rows.add(
                    Stream.of(columns).map(column -> "" + row.getField(column)).collect(Collectors.joining(" "))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.sort(null);
        return rows;
    }

    static DeliveryRecord record(long offset, String json) {
        return DeliveryRecord.of(
                new Origin("orders", 3, offset, 0, Instant.parse("2026-02-03T04:05:06Z")), json.getBytes(UTF_8));
    }

    static DeliveryRecord change(long offset, String operation, String json) {
        return record(offset, json).withQueryKeys(Map.of("operation", operation));
    }

    /** From an offset on. */
    static Batch batch(long offset, String... documents) {
        List<DeliveryRecord> records = new ArrayList<>();
        for (String document : documents) {
            records.add(record(offset + records.size(), document));
        }
        return new Batch(records);
    }

    static List<String> told(List<FailedRecord> failed) {
        return failed.stream()
                .map(one -> one.record().origin().offset() + " " + one.failure().code())
                .toList();
    }

    @Override
    public void close() throws Exception {
        ((AutoCloseable) catalog).close();
        store.close();
    }
}
