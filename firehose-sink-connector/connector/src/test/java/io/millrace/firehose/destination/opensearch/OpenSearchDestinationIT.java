package io.millrace.firehose.destination.opensearch;

import static io.millrace.firehose.destination.opensearch.Documents.batch;
import static io.millrace.firehose.destination.opensearch.Documents.record;
import static io.millrace.firehose.destination.opensearch.Documents.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.firehose.FirehoseSinkConnector;
import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.retry.Backoff;
import io.millrace.firehose.retry.Later;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real node. Each test has an index of its own. */
class OpenSearchDestinationIT {

    private static LocalOpenSearch node;
    private static ScheduledExecutorService scheduler;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        node = new LocalOpenSearch(folder);
        scheduler = new ScheduledThreadPoolExecutor(1);
    }

    @AfterAll
    static void stop() throws Exception {
        scheduler.shutdownNow();
        node.close();
    }

    @Test
    void recordsAreDocumentsOfTheIndexOfTheirDay() throws Exception {
        List<FailedRecord> failed = deliver(settings("orders", DocumentIdFormat.FIREHOSE_DEFAULT), batch("{\"a\":1}"));

        assertThat(failed).isEmpty();
        JsonNode document = node.ask("GET", "/orders-2026-02-03/_doc/orders-3-0-0", "");
        assertThat(document.at("/_source/a").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsDeliveredTwiceIsThereOnceButForDocumentsWithoutOurIds() throws Exception {
        for (int i = 0; i < 2; i++) {
            deliver(settings("named", DocumentIdFormat.FIREHOSE_DEFAULT), batch("{\"a\":1}", "{\"a\":2}"));
            deliver(settings("unnamed", DocumentIdFormat.NO_DOCUMENT_ID), batch("{\"a\":1}", "{\"a\":2}"));
        }

        assertThat(count("named")).isEqualTo(2);
        assertThat(count("unnamed")).isEqualTo(4);
    }

    @Test
    void whatTheMapperRefusesFailsAloneWithWhatItSaid() throws Exception {
        deliver(settings("typed", DocumentIdFormat.FIREHOSE_DEFAULT), batch("{\"age\":1}"));

        List<FailedRecord> failed = deliver(
                settings("typed", DocumentIdFormat.FIREHOSE_DEFAULT),
                new Batch(List.of(
                        record(10, "{\"age\":2}"), record(11, "{\"age\":\"old\"}"), record(12, "{\"age\":{}}"))));

        assertThat(told(failed)).containsExactly("11 400", "12 400");
        assertThat(failed.get(0).failure().message()).contains("mapper_parsing_exception", "age");
        assertThat(count("typed")).isEqualTo(2);
    }

    @Test
    void whatAnIndexHasNoRoomForIsSentAgainUntilItHas() throws Exception {
        deliver(settings("full", DocumentIdFormat.FIREHOSE_DEFAULT), batch("{}"));
        node.ask("PUT", "/full-2026-02-03/_settings", "{\"index.blocks.read_only_allow_delete\":true}");
        try (var destination = destination(settings("full", DocumentIdFormat.FIREHOSE_DEFAULT))) {
            var outcome = destination.deliver(new Batch(List.of(record(10, "{}"), record(11, "{}"))));
            assertThat(outcome.copy()
                            .completeOnTimeout(null, 500, TimeUnit.MILLISECONDS)
                            .get())
                    .isNull();
            node.ask("PUT", "/full-2026-02-03/_settings", "{\"index.blocks.read_only_allow_delete\":null}");

            assertThat(outcome.get(60, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(count("full")).isEqualTo(3);
    }

    @Test
    void aLargeBatchIsThereWhole() throws Exception {
        String text = "x".repeat(2_000);
        List<DeliveryRecord> records = LongStream.range(0, 5_000)
                .mapToObj(offset -> record(offset, "{\n\"n\":" + offset + ",\r\n\"text\":\"" + text + "\"}"))
                .toList();

        assertThat(deliver(settings("large", DocumentIdFormat.FIREHOSE_DEFAULT), new Batch(records)))
                .isEmpty();
        assertThat(count("large")).isEqualTo(5_000);
    }

    @Test
    void aTopicIsIndexedByARealWorkerAndWhatTheMapperRefusesGoesToTheBucket() throws Exception {
        ConnectCluster cluster = ConnectCluster.shared();
        cluster.createTopic("searched", 1);
        cluster.produce("searched", 0, "k", "{\"age\":1}");
        cluster.produce("searched", 0, "k", "{\"age\":\"old\"}");
        cluster.produce("searched", 0, "k", "{\"age\":2}");
        try (LocalStore store = new LocalStore();
                Bucket bucket = new Bucket(store, "search-errors")) {
            Map<String, String> config = new HashMap<>(store.properties());
            config.put("connector.class", FirehoseSinkConnector.class.getName());
            config.put("topics", "searched");
            config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
            config.put("destination", "opensearch");
            config.put("opensearch.endpoint", node.endpoint().toString());
            config.put("opensearch.index", "people");
            config.put("opensearch.index.rotation", "NoRotation");
            config.put("s3.bucket", bucket.name());
            config.put("s3.error.prefix", "errors/!{firehose:error-output-type}/");
            config.put("buffer.interval.seconds", "1");
            cluster.createConnector("searched", config);

            Eventually.isTrue(
                    Duration.ofSeconds(30),
                    "the refused one",
                    () -> !bucket.lines("errors/AmazonOpenSearchService-failed/")
                            .isEmpty());

            assertThat(node.ask("GET", "/people/_doc/searched-0-0-0", "")
                            .at("/_source/age")
                            .asInt())
                    .isEqualTo(1);
            assertThat(node.ask("GET", "/people/_doc/searched-0-2-0", "")
                            .at("/_source/age")
                            .asInt())
                    .isEqualTo(2);
            assertThat(bucket.lines("errors/AmazonOpenSearchService-failed/"))
                    .singleElement()
                    .asString()
                    .contains("\"errorCode\":\"400\"", "\"esDocumentId\":\"searched-0-1-0\"");
            cluster.delete("searched");
        }
    }

    private static OpenSearchSettings settings(String index, DocumentIdFormat ids) {
        return new OpenSearchSettings(
                node.endpoint(), index, IndexRotation.ONE_DAY, ids, "", ClusterAccess.OPEN, Duration.ofMinutes(1));
    }

    private static OpenSearchDestination destination(OpenSearchSettings settings) {
        return new OpenSearchDestination(
                settings,
                Duration.ofSeconds(30),
                5 << 20,
                new Backoff(Duration.ofMillis(100), Duration.ofMillis(400)),
                new Later(scheduler, Clock.systemUTC(), new Random(1)));
    }

    private static List<FailedRecord> deliver(OpenSearchSettings settings, Batch batch) throws Exception {
        try (var destination = destination(settings)) {
            return destination.deliver(batch).get(60, TimeUnit.SECONDS);
        }
    }

    private static long count(String index) throws Exception {
        node.ask("POST", "/" + index + "-2026-02-03/_refresh", "");
        return node.ask("GET", "/" + index + "-2026-02-03/_count", "")
                .get("count")
                .asLong();
    }
}
