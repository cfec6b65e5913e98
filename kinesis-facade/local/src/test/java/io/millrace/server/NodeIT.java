package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.kinesis.records.GetRecords;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.PutRecords;
import io.millrace.server.kinesis.shape.PartitionKey;
import io.millrace.server.kinesis.streams.DeleteStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A node without HTTP on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class NodeIT {

    private static final String FIRST_SHARD = "shardId-000000000000";

    private Node node;
    private NodeClient client;

    @BeforeAll
    void open() {
        node = Nodes.open("node-it-catalog");
        client = new NodeClient(node);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void what_is_put_is_read_back_with_the_numbers_that_were_answered() {
        StreamName stream = client.create("node-orders", 2);
        List<PutRecords.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(new PutRecords.Entry(
                    new PartitionKey("key-" + i), Optional.empty(), ("data-" + i).getBytes(StandardCharsets.UTF_8)));
        }

        PutRecords.Response put = client.call(
                "PutRecords", new PutRecords.Request(entries, Optional.of(stream), Optional.empty(), Optional.empty()));

        assertThat(put.failedRecordCount()).isZero();
        List<Read> read = new ArrayList<>(client.readAll(stream, FIRST_SHARD));
        read.addAll(client.readAll(stream, "shardId-000000000001"));
        assertThat(read)
                .extracting(Read::sequenceNumber)
                .containsExactlyInAnyOrderElementsOf(put.records().stream()
                        .map(result -> result.sequenceNumber().orElseThrow())
                        .toList());
        assertThat(read).extracting(Read::data).contains("data-0", "data-499").doesNotHaveDuplicates();
    }

    @Test
    void a_put_leaves_nothing_behind_that_waits_for_the_catalog_to_change() {
        StreamName stream = client.create("node-no-leak", 1);
        CompletableFuture<CatalogImage> nextChange = node.catalog().nextChange().toCompletableFuture();
        int before = nextChange.getNumberOfDependents();

        for (int i = 0; i < 20; i++) {
            client.put(stream, "k", "data");
        }

        assertThat(nextChange.getNumberOfDependents()).isEqualTo(before);
    }

    @Test
    void latest_is_bound_when_the_iterator_is_made() {
        StreamName stream = client.create("node-latest", 1);
        client.put(stream, "k", "before");

        String latest = client.iterator(stream, FIRST_SHARD, Positions.Type.LATEST);
        client.put(stream, "k", "after");

        GetRecords.Response page = client.read(latest);
        assertThat(page.records())
                .extracting(record ->
                        StandardCharsets.UTF_8.decode(record.data().duplicate()).toString())
                .containsExactly("after");
        assertThat(client.read(page.nextShardIterator().orElseThrow()).records())
                .isEmpty();
    }

    @Test
    void a_stream_made_again_under_the_same_name_serves_no_old_iterator_and_starts_above_the_old_numbers() {
        StreamName stream = client.create("node-phoenix", 1);
        String before = client.put(stream, "k", "old").sequenceNumber();
        String iterator = client.iterator(stream, FIRST_SHARD, Positions.Type.TRIM_HORIZON);

        client.call(
                "DeleteStream",
                new DeleteStream.Request(Optional.of(stream), Optional.empty(), Optional.empty(), Optional.empty()));
        NodeClient.await(() -> node.catalogImage().stream(stream).isEmpty());
        client.create("node-phoenix", 1);
        String after = client.put(stream, "k", "new").sequenceNumber();

        assertThat(new BigInteger(after)).isGreaterThan(new BigInteger(before));
        assertThat(client.readAll(stream, FIRST_SHARD)).extracting(Read::data).containsExactly("new");
        assertThatThrownBy(() -> client.read(iterator)).hasMessageContaining("ResourceNotFoundException");
    }
}
