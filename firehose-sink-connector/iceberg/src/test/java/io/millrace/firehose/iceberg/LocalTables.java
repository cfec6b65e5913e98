package io.millrace.firehose.iceberg;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A catalog in a database in memory, over a store in this process. */
final class LocalTables implements AutoCloseable {

    static final TableIdentifier ORDERS = TableIdentifier.of("shop", "orders");

    static final Schema COLUMNS = new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "city", Types.StringType.get()),
            Types.NestedField.optional(3, "amount", Types.DecimalType.of(9, 2)));

    private final S3Proxy store;
    private final Catalog catalog;

    LocalTables(String bucket) throws Exception {
        store = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local", "local-secret")
                .build();
        store.start();
        catalog = open(bucket);
        try (var s3 = S3Client.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")))
                .build()) {
            s3.createBucket(create -> create.bucket(bucket));
        }
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("shop"));
    }

    private String endpoint() {
        return "http://127.0.0.1:" + store.getPort();
    }

    private Catalog open(String bucket) {
        return CatalogUtil.buildIcebergCatalog("local", properties(bucket), new Configuration());
    }

    /** Of the catalog, for another that opens it. */
    Map<String, String> properties(String bucket) {
        return Map.ofEntries(
                Map.entry("name", "local"),
                Map.entry("type", "jdbc"),
                Map.entry("uri", "jdbc:sqlite:file:" + bucket + "?mode=memory&cache=shared"),
                Map.entry("clients", "1"),
                Map.entry("jdbc.schema-version", "V1"),
                Map.entry("warehouse", "s3://" + bucket + "/warehouse"),
                Map.entry("io-impl", "org.apache.iceberg.aws.s3.S3FileIO"),
                Map.entry("s3.endpoint", endpoint()),
                Map.entry("s3.path-style-access", "true"),
                Map.entry("s3.access-key-id", "local"),
                Map.entry("s3.secret-access-key", "local-secret"),
                Map.entry("client.region", "us-east-1"));
    }

    Catalog catalog() {
        return catalog;
    }

    Table create(TableIdentifier name, PartitionSpec spec, Map<String, String> properties) {
        return catalog.createTable(name, COLUMNS, spec, properties);
    }

    /** {@code id city amount}, sorted. */
    List<String> rows(TableIdentifier name) {
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<Record> all =
                IcebergGenerics.read(catalog.loadTable(name)).build()) {
            all.forEach(
                    row -> rows.add(row.getField("id") + " " + row.getField("city") + " " + row.getField("amount")));
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
        store.stop();
    }
}
