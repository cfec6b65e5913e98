package io.millrace.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.format.parquet.InMemoryFile;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.transform.inprocess.FunctionPackage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records that a converter, a function and a table's schema have made into something else, through a real Connect worker. */
@Timeout(120)
class ConvertedDeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ConnectCluster CLUSTER = ConnectCluster.shared();

    private static LocalStore store;

    @BeforeAll
    static void startStore() throws Exception {
        store = new LocalStore();
    }

    @AfterAll
    static void stopStore() throws Exception {
        store.close();
    }

    @Test
    void whatAConverterReadBecomesRowsOfATableInARegistry() throws Exception {
        HttpServer registry = registry("""
                {"subject":"orders-value","id":1,"version":1,"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"order\\",\\"fields\\":[\
                {\\"name\\":\\"id\\",\\"type\\":\\"long\\"},\
                {\\"name\\":\\"at\\",\\"type\\":{\\"type\\":\\"long\\",\\"logicalType\\":\\"timestamp-millis\\"}},\
                {\\"name\\":\\"note\\",\\"type\\":[\\"null\\",\\"string\\"]}]}"}
                """);
        String envelope = """
                {"schema":{"type":"struct","fields":[
                  {"field":"id","type":"int64"},
                  {"field":"at","type":"int64","name":"org.apache.kafka.connect.data.Timestamp","version":1},
                  {"field":"note","type":"string","optional":true}]},
                 "payload":{"id":9007199254740993,"at":1770000000123,"note":null}}
                """;
        CLUSTER.createTopic("rows", 1);
        try (Bucket bucket = new Bucket(store, "rows")) {
            create(
                    "rows",
                    Map.of(
                            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                            "format", "parquet",
                            "format.schema.registry.url",
                                    "http://127.0.0.1:" + registry.getAddress().getPort(),
                            "format.schema.registry.subject", "orders-value",
                            "buffer.size.mib", "64"));
            CLUSTER.produce("rows", 0, "k", envelope);

            Eventually.isTrue(PATIENCE, "a file", () -> bucket.keys().size() == 1);

            String key = bucket.keys().get(0);
            assertThat(key).endsWith(".parquet");
            List<Group> rows = new InMemoryFile(bucket.read(key)).read();
            assertThat(rows).singleElement().satisfies(row -> {
                assertThat(row.getLong("id", 0)).isEqualTo(9007199254740993L);
                assertThat(Instant.ofEpochMilli(row.getLong("at", 0))).isEqualTo("2026-02-02T02:40:00.123Z");
                assertThat(row.getFieldRepetitionCount("note")).isZero();
            });
        } finally {
            CLUSTER.delete("rows");
            registry.stop(0);
        }
    }

    @Test
    void aRecordThatIsNoRowTellsOfWhichTable(@TempDir Path folder) throws Exception {
        Path schema = Files.writeString(folder.resolve("orders.avsc"), """
                {"type":"record","name":"order","fields":[{"name":"id","type":"long"}]}""");
        CLUSTER.createTopic("norows", 1);
        try (Bucket bucket = new Bucket(store, "norows")) {
            create(
                    "norows",
                    Map.of(
                            "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                            "format", "parquet",
                            "format.schema.file", schema.toString(),
                            "format.table.database", "sales",
                            "buffer.size.mib", "64"));
            CLUSTER.produce("norows", 0, "k", "no JSON");

            Eventually.isTrue(PATIENCE, "an error", () -> bucket.keys().size() == 1);

            assertThat(bucket.text(bucket.keys().get(0)))
                    .contains("\"dataCatalogTable\":{\"catalogId\":\"\",\"databaseName\":\"sales\","
                            + "\"tableName\":\"orders\",\"region\":\"us-east-1\",\"versionId\":\"LATEST\"");
        } finally {
            CLUSTER.delete("norows");
        }
    }

    @Test
    void aJavaFunctionTransformsRecordsInTheWorker(@TempDir Path folder) throws Exception {
        Path function = FunctionPackage.folder(folder.resolve("task"), """
                package functions;

                import com.amazonaws.services.lambda.runtime.Context;
                import com.amazonaws.services.lambda.runtime.RequestHandler;
                import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse;
                import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse.Record;
                import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse.Result;
                import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
                import java.nio.ByteBuffer;
                import java.nio.charset.StandardCharsets;
                import java.util.ArrayList;
                import java.util.List;

                public class Upper implements RequestHandler<KinesisFirehoseEvent, KinesisAnalyticsInputPreprocessingResponse> {
                    @Override
                    public KinesisAnalyticsInputPreprocessingResponse handleRequest(KinesisFirehoseEvent event, Context context) {
                        List<Record> records = new ArrayList<>();
                        for (KinesisFirehoseEvent.Record record : event.getRecords()) {
                            String text = StandardCharsets.UTF_8.decode(record.getData()).toString();
                            records.add(new Record(record.getRecordId(), text.equals("drop") ? Result.Dropped : Result.Ok,
                                ByteBuffer.wrap((text.toUpperCase() + "\\n").getBytes(StandardCharsets.UTF_8))));
                        }
                        KinesisAnalyticsInputPreprocessingResponse response = new KinesisAnalyticsInputPreprocessingResponse();
                        response.setRecords(records);
                        return response;
                    }
                }
                """);
        CLUSTER.createTopic("upper", 1);
        try (Bucket bucket = new Bucket(store, "upper")) {
            create(
                    "upper",
                    Map.of(
                            "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                            "transform.runtime", "java",
                            "transform.root", function.toString(),
                            "transform.handler", "functions.Upper",
                            "transform.buffer.interval.seconds", "0"));
            for (String value : List.of("a", "drop", "b")) {
                CLUSTER.produce("upper", 0, "k", value);
            }

            Eventually.isTrue(PATIENCE, "what was left", () -> bucket.lines("").equals(List.of("A", "B")));
        } finally {
            CLUSTER.delete("upper");
        }
    }

    /** Of the topic and to the bucket of its name. */
    private static void create(String name, Map<String, String> properties) {
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("tasks.max", "1");
        config.put("topics", name);
        config.put("s3.bucket", name);
        config.put("buffer.interval.seconds", "1");
        config.putAll(properties);
        CLUSTER.createConnector(name, config);
    }

    private static HttpServer registry(String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/subjects/orders-value/versions/latest", exchange -> {
            try (exchange) {
                byte[] body = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }
}
