package io.millrace.firehose.orc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.FirehoseSinkConnector;
import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.testing.StockWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.orc.CompressionKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connector's zip and this one's unzipped at the same place, in a Connect worker as Kafka publishes it. */
@Timeout(240)
class OrcDeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static LocalStore store;
    private static ConnectCluster kafka;
    private static StockWorker worker;

    @BeforeAll
    static void start() throws Exception {
        store = new LocalStore();
        kafka = ConnectCluster.own("stock-orc");
        worker = StockWorker.start(
                folder, kafka.bootstrapServers(), StockWorker.zip("connector"), StockWorker.zip("orc"));
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        kafka.close();
        store.close();
    }

    @Test
    void jsonIsDeliveredAsRows() throws Exception {
        try (Bucket bucket = new Bucket(store, "orc-json")) {
            create(
                    "orc-json",
                    Map.of(
                            "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                            "format.orc.compression", "ZLIB"));
            kafka.produce("orc-json", 0, "k", """
                    {"id":9007199254740993,"at":"2026-02-02T02:40:00.123Z","lines":[{"sku":"a","n":2},null]}""");
            kafka.produce("orc-json", 0, "k", "{\"id\":2}{\"id\":3}");
            kafka.produce("orc-json", 0, "k", "{\"id\":\"none\"}");

            List<Map<String, Object>> rows = rows(bucket, 3);

            assertThat(rows).extracting(row -> row.get("id")).containsExactly(9007199254740993L, 2L, 3L);
            assertThat(rows.get(0))
                    .containsEntry("at", Instant.parse("2026-02-02T02:40:00.123Z"))
                    .containsEntry("lines", Arrays.asList(Map.of("sku", "a", "n", 2L), null));
            assertThat(new InMemoryFile(bucket.read(orcFiles(bucket).get(0)))
                            .reader()
                            .getCompressionKind())
                    .isEqualTo(CompressionKind.ZLIB);
            Eventually.isTrue(
                    PATIENCE,
                    "the error record",
                    () -> bucket.texts().entrySet().stream()
                            .anyMatch(one -> one.getKey().startsWith("failed/format-conversion-failed/")
                                    && one.getValue().contains("DataFormatConversion.MalformedData")));
        } finally {
            worker.rest().delete("orc-json");
        }
    }

    @Test
    void recordsWithASchemaAreDeliveredAsRows() throws Exception {
        try (Bucket bucket = new Bucket(store, "orc-schema")) {
            create("orc-schema", Map.of("value.converter", "org.apache.kafka.connect.json.JsonConverter"));
            kafka.produce("orc-schema", 0, "k", """
                    {"schema":{"type":"struct","fields":[
                      {"field":"id","type":"int64"},
                      {"field":"at","type":"int64","name":"org.apache.kafka.connect.data.Timestamp","version":1},
                      {"field":"lines","type":"array","optional":true,"items":{"type":"struct","fields":[
                        {"field":"sku","type":"string"},{"field":"n","type":"int32","optional":true}]}}]},
                     "payload":{"id":7,"at":1770000000123,"lines":[{"sku":"a","n":null}]}}
                    """);

            Map<String, Object> line = new HashMap<>();
            line.put("sku", "a");
            line.put("n", null);
            assertThat(rows(bucket, 1))
                    .containsExactly(
                            Map.of("id", 7L, "at", Instant.parse("2026-02-02T02:40:00.123Z"), "lines", List.of(line)));
        } finally {
            worker.rest().delete("orc-schema");
        }
    }

    /** A plugin's folder is one class path: of what is in it twice, chance decides. */
    @Test
    void nothingIsInThePluginsFolderTwiceNorWhatAWorkerHas() throws IOException {
        Path plugins = folder.resolve("plugins");
        try (Stream<Path> plugin = Files.list(plugins)) {
            assertThat(plugin).as("folders of plugins").hasSize(1);
        }
        try (Stream<Path> files = Files.walk(plugins)) {
            List<String> artifacts = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.replaceFirst("-\\d.*", ""))
                    .toList();
            assertThat(artifacts)
                    .doesNotHaveDuplicates()
                    .contains("firehose-sink-connector", "firehose-sink-orc", "orc-core", "hadoop-client-runtime")
                    .noneMatch(name -> name.matches("(kafka|connect|slf4j|logback|reload4j|jetty|junit)-?.*"));
        }
    }

    /** Of the topic and to the bucket of its name. */
    private static void create(String name, Map<String, String> properties) throws IOException {
        Path schema = Files.writeString(folder.resolve(name + ".avsc"), """
                {"type":"record","name":"order","fields":[
                  {"name":"id","type":"long"},
                  {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-millis"}]},
                  {"name":"lines","type":["null",{"type":"array","items":["null",{"type":"record","name":"line","fields":[
                    {"name":"sku","type":"string"},{"name":"n","type":["null","int"]}]}]}]}]}
                """);
        kafka.createTopic(name, 1);
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("topics", name);
        config.put("s3.bucket", name);
        config.put("s3.prefix", "rows/");
        config.put("s3.error.prefix", "failed/!{firehose:error-output-type}/");
        config.put("format", "orc");
        config.put("format.schema.file", schema.toString());
        config.put("buffer.size.mib", "64");
        config.put("buffer.interval.seconds", "1");
        config.putAll(properties);
        worker.rest().configure(name, config);
    }

    private static List<String> orcFiles(Bucket bucket) {
        return bucket.keys().stream()
                .filter(key -> key.startsWith("rows/") && key.endsWith(".orc"))
                .sorted()
                .toList();
    }

    private static List<Map<String, Object>> rows(Bucket bucket, int count) throws IOException {
        Eventually.isTrue(PATIENCE, count + " rows", () -> read(bucket).size() >= count);
        return read(bucket);
    }

    private static List<Map<String, Object>> read(Bucket bucket) {
        List<Map<String, Object>> rows = new ArrayList<>();
        try {
            for (String key : orcFiles(bucket)) {
                rows.addAll(OrcRows.of(bucket.read(key)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
