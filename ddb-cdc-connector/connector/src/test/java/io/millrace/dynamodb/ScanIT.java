package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.dynamodb.testing.TopicLog;
import io.millrace.dynamodb.testing.Writers;
import io.millrace.firehose.testing.ConnectCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scans by segments, that are stopped, and with writers at work. */
final class ScanIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    private final String name = "scan-" + Long.toHexString(System.nanoTime());

    @AfterEach
    void noConnectorIsLeft() {
        CONNECT.delete(name);
    }

    @Test
    void aScanThatIsStoppedGoesOnAtItsLastPage() throws Exception {
        TestTable table = TestTable.create(DYNAMODB, name);
        int items = 400;
        for (int i = 0; i < items; i++) {
            table.put("item-" + i, i);
        }
        // 10 items are half a unit: 100 items a second
        CONNECT.createConnector(
                name,
                Capture.of(
                        DYNAMODB,
                        name,
                        Map.of(
                                "snapshot.mode", "initial_only",
                                "snapshot.segments", "4",
                                "snapshot.page.items", "10",
                                "snapshot.max.capacity.units", "5")));
        try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
            topic.awaitCount(50);
            CONNECT.stop(name);
            int before = topic.entries().size();
            assertThat(before).isLessThan(items);

            CONNECT.resume(name);
            topic.await(
                    "all items",
                    all -> all.stream().map(TopicLog.Entry::id).distinct().count() == items);

            // what was read and not committed is read again: a page of each segment at most
            assertThat(topic.entries())
                    .allMatch(entry -> entry.op().equals("r"))
                    .hasSizeLessThanOrEqualTo(items + 80);
            assertThat(topic.folded()).isEqualTo(table.contents());
        }
    }

    /** The scan pauses for the stream many times; an item that is deleted behind it must not come back. */
    @Test
    void whatIsDeletedWhileATableIsScannedStaysDeleted() throws Exception {
        TestTable table = TestTable.create(DYNAMODB, name);
        List<String> ids = IntStream.range(0, 200).mapToObj(i -> "item-" + i).toList();
        try (Writers writers = new Writers(table)) {
            ids.forEach(writers::insert);
            writers.start(ids.subList(0, 100), 1);
            writers.start(ids.subList(100, 200), 2);
            CONNECT.createConnector(
                    name,
                    Capture.of(
                            DYNAMODB,
                            name,
                            Map.of(
                                    "snapshot.segments", "2",
                                    "snapshot.page.items", "5",
                                    "snapshot.max.capacity.units", "10",
                                    "snapshot.catch.up.interval.ms", "300")));
            try (TopicLog topic = new TopicLog(CONNECT.bootstrapServers(), "t." + name)) {
                topic.await("the end of the scan", all -> isScanned());
                writers.stop();
                topic.await(
                        "all changes",
                        all -> all.stream()
                                        .filter(entry -> List.of("c", "u", "d").contains(entry.op()))
                                        .count()
                                >= writers.count());

                assertThat(topic.folded()).isEqualTo(table.contents());
                assertThat(firstChange(topic))
                        .as("the stream was read between pages")
                        .isLessThan(lastScanned(topic));
            }
        }
    }

    /** The last page may be empty, and then no record is the last. */
    private boolean isScanned() {
        JsonNode offsets = CONNECT.rest().offsets(name).path("offsets");
        return !offsets.isEmpty() && !offsets.path(0).path("offset").has("scan");
    }

    private static int firstChange(TopicLog topic) {
        List<String> texts = topic.texts();
        return IntStream.range(0, texts.size())
                .filter(i -> !texts.get(i).startsWith("r"))
                .findFirst()
                .orElseThrow();
    }

    private static int lastScanned(TopicLog topic) {
        List<String> texts = topic.texts();
        return IntStream.range(0, texts.size())
                .filter(i -> texts.get(i).startsWith("r"))
                .max()
                .orElseThrow();
    }
}
