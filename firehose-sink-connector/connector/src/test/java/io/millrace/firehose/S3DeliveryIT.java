package io.millrace.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics to buckets, through a real Connect worker and a real server of S3's protocol. */
@Timeout(120)
class S3DeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ConnectCluster CLUSTER = ConnectCluster.shared();

    private static LocalStore store;

    private final Map<String, Bucket> started = new HashMap<>();

    @BeforeAll
    static void startStore() throws Exception {
        store = new LocalStore();
    }

    @AfterAll
    static void stopStore() throws Exception {
        store.close();
    }

    @AfterEach
    void deleteConnectors() {
        started.forEach((name, bucket) -> {
            CLUSTER.delete(name);
            bucket.close();
        });
    }

    /** A topic, a bucket and a connector of one name. */
    private Bucket deliver(String name, int partitions, Map<String, String> properties) {
        CLUSTER.createTopic(name, partitions);
        return deliver(name, properties);
    }

    /** Of a topic that is there. */
    private Bucket deliver(String name, Map<String, String> properties) {
        Bucket bucket = new Bucket(store, name);
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("tasks.max", "1");
        config.put("topics", name);
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("s3.bucket", name);
        config.put("buffer.interval.seconds", "1");
        config.putAll(properties);
        CLUSTER.createConnector(name, config);
        started.put(name, bucket);
        return bucket;
    }

    private static void eventually(String what, java.util.function.BooleanSupplier condition) {
        Eventually.isTrue(PATIENCE, what, condition);
    }

    @Test
    void recordsAreDeliveredWhenTheIntervalIsOverThoughNoOthersCome() {
        Bucket bucket = deliver("plain", 1, Map.of());
        CLUSTER.produce("plain", 0, "k", "one ");
        CLUSTER.produce("plain", 0, "k", "two");

        eventually("an object", () -> bucket.lines("").equals(List.of("one two")));

        assertThat(bucket.keys().get(0))
                .matches(
                        "\\d{4}/\\d\\d/\\d\\d/\\d\\d/plain-1-\\d{4}(-\\d\\d){5}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        eventually(
                "the group's offset",
                () -> CLUSTER.offsets("plain").getOrDefault(new TopicPartition("plain", 0), 0L) == 2);
    }

    /** As delivery streams of Kinesis streams pass over records that were carried on to another shard. */
    @Test
    void whatConnectsFilterTakesAwayIsNotDeliveredAndMissedByNobody() {
        Bucket bucket = deliver(
                "filtered",
                1,
                Map.of(
                        "header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                        "transforms", "strays",
                        "transforms.strays.type", "org.apache.kafka.connect.transforms.Filter",
                        "transforms.strays.predicate", "stray",
                        "predicates", "stray",
                        "predicates.stray.type", "org.apache.kafka.connect.transforms.predicates.HasHeaderKey",
                        "predicates.stray.name", "millrace-stray-origin"));
        CLUSTER.produce("filtered", 0, "k", "one ");
        CLUSTER.produceWithHeader("filtered", 0, "millrace-stray-origin", "carried ");
        CLUSTER.produce("filtered", 0, "k", "two");

        eventually("an object", () -> String.join("", bucket.texts().values()).endsWith("two"));

        assertThat(String.join("", bucket.texts().values())).isEqualTo("one two");
    }

    @Test
    void recordsArePartitionedByJqAndThoseWithoutAKeyGoToTheErrorOutput() {
        Bucket bucket = deliver(
                "keyed",
                2,
                Map.of(
                        "partitioning.query", "{customer: .customer}",
                        "s3.prefix", "data/customer=!{partitionKeyFromQuery:customer}/",
                        "s3.error.prefix", "errors/!{firehose:error-output-type}/",
                        "s3.compression", "GZIP",
                        "processing.delimiter", Base64.getEncoder().encodeToString("\n".getBytes())));
        CLUSTER.produce("keyed", 0, "k", "{\"customer\":\"a\",\"n\":1}");
        CLUSTER.produce("keyed", 1, "k", "{\"customer\":\"b\",\"n\":2}");
        CLUSTER.produce("keyed", 0, "k", "{\"customer\":\"a\",\"n\":3}");
        CLUSTER.produce("keyed", 0, "k", "{\"n\":4}");

        eventually("the objects", () -> bucket.lines("").size() == 4);

        assertThat(bucket.lines("data/customer=a/"))
                .containsExactly("{\"customer\":\"a\",\"n\":1}", "{\"customer\":\"a\",\"n\":3}");
        assertThat(bucket.lines("data/customer=b/")).containsExactly("{\"customer\":\"b\",\"n\":2}");
        assertThat(bucket.lines("errors/processing-failed/"))
                .singleElement()
                .asString()
                .contains("DynamicPartitioning.MetadataExtractionFailed")
                .contains(Base64.getEncoder().encodeToString("{\"n\":4}".getBytes()));
        assertThat(bucket.keys()).allMatch(key -> key.endsWith(".gz"));
    }

    @Test
    void aNodeFunctionTransformsRecordsAndTheirSourcesAreKept(@TempDir Path function) throws Exception {
        Files.writeString(function.resolve("index.js"), """
                exports.handler = async event => ({
                  records: event.records.map(r => {
                    const text = Buffer.from(r.data, 'base64').toString();
                    if (text === 'drop') return {recordId: r.recordId, result: 'Dropped'};
                    if (text === 'fail') return {recordId: r.recordId, result: 'ProcessingFailed', data: r.data};
                    return {recordId: r.recordId, result: 'Ok', data: Buffer.from(text.toUpperCase() + '\\n').toString('base64')};
                  })
                });
                """);
        Bucket bucket = deliver(
                "transformed",
                1,
                Map.of(
                        "transform.runtime", "node",
                        "transform.root", function.toString(),
                        "transform.handler", "index.handler",
                        "transform.buffer.interval.seconds", "0",
                        "s3.prefix", "data/",
                        "s3.error.prefix", "errors/",
                        "backup.mode", "all",
                        "backup.prefix", "source/"));
        for (String value : List.of("a", "drop", "b", "fail", "c")) {
            CLUSTER.produce("transformed", 0, "k", value);
        }

        eventually("what was left of five", () -> bucket.lines("data/").equals(List.of("A", "B", "C")));
        eventually("the error", () -> bucket.lines("errors/").size() == 1);
        assertThat(bucket.lines("errors/").get(0)).contains("Lambda.ProcessingFailedStatus");
        assertThat(String.join("", bucket.lines("source/"))).isEqualTo("adropbfailc");
    }

    @Test
    void aFullBufferDoesNotWaitForTheInterval() {
        Bucket bucket = deliver("full", 1, Map.of("buffer.interval.seconds", "900", "buffer.size.mib", "1"));
        String value = "x".repeat(300_000) + "\n";
        for (int i = 0; i < 9; i++) {
            CLUSTER.produce("full", 0, "k", value);
        }

        eventually("two objects of four records", () -> bucket.lines("").size() == 8);
        assertThat(bucket.keys()).hasSize(2);
    }

    @Test
    void aBucketThatIsNotThereWhenItWasWaitedForFailsTheTaskWithAClearMessage() {
        CLUSTER.createTopic("nowhere", 1);
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("topics", "nowhere");
        config.put("s3.bucket", "nowhere");
        config.put("retry.duration.seconds", "1");
        CLUSTER.rest().configure("nowhere", config);

        assertThat(CLUSTER.awaitStatus("nowhere", status -> status.hasFailed())
                        .tasks()
                        .get(0)
                        .trace())
                .contains("The use of bucket nowhere");
        CLUSTER.delete("nowhere");
    }

    @Test
    void afterAResetOfTheOffsetsRecordsAreDeliveredAgain() {
        Bucket bucket = deliver("again", 1, Map.of());
        CLUSTER.produce("again", 0, "k", "one");
        eventually("an object", () -> bucket.keys().size() == 1);

        CLUSTER.stop("again");
        CLUSTER.rest().resetOffsets("again");
        CLUSTER.resume("again");

        eventually("another object", () -> bucket.keys().size() == 2);
        assertThat(bucket.texts().values()).containsOnly("one");
    }

    @Test
    void afterARestartRecordsAreNotDeliveredAgain() {
        Bucket bucket = deliver("restarted", 1, Map.of());
        CLUSTER.produce("restarted", 0, "k", "one");
        eventually("an object", () -> bucket.keys().size() == 1);

        CLUSTER.stop("restarted");
        CLUSTER.resume("restarted");
        CLUSTER.produce("restarted", 0, "k", "two");

        eventually("the second record", () -> bucket.texts().containsValue("two"));
        assertThat(bucket.texts().values()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void connectsDeadLetterTopicHasTheRecordsThatFailedToo() {
        CLUSTER.createTopic("letters-dead", 1);
        Bucket bucket = deliver(
                "letters",
                1,
                Map.of(
                        "format", "json_lines",
                        "errors.tolerance", "all",
                        "errors.deadletterqueue.topic.name", "letters-dead",
                        "errors.deadletterqueue.topic.replication.factor", "1"));
        CLUSTER.produce("letters", 0, "k", "{\"n\":1}");
        CLUSTER.produce("letters", 0, "k", "not json");

        eventually("both", () -> bucket.keys().size() == 2);
        Bucket dead = deliver("letters-dead", Map.of());

        eventually("the letter", () -> dead.texts().containsValue("not json"));
    }
}
