package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.kinesis.records.GetRecords;
import io.millrace.server.kinesis.records.GetShardIterator;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.records.PutRecords;
import io.millrace.server.kinesis.shape.PartitionKey;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.ShardIteratorText;
import io.millrace.server.kinesis.streams.CreateStream;
import io.millrace.server.kinesis.streams.DeleteStream;
import io.millrace.server.kinesis.streams.DescribeStreamSummary;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A node without HTTP on a real broker: the operations called as the dispatcher calls them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class NodeIT {

    private static final RequestContext CONTEXT = new RequestContext("test", RequestContext.ANONYMOUS, Instant.EPOCH);

    private Node node;

    @BeforeAll
    void open() {
        node = Node.open(
                ServerConfig.of(Map.of(
                        "kafka.bootstrapServers",
                        SharedBroker.bootstrapServers(),
                        "kafka.catalogTopic",
                        "node-it-catalog")),
                Clock.systemUTC());
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void what_is_put_is_read_back_in_order_with_the_numbers_that_were_answered() throws Exception {
        StreamName stream = create("orders", 2);

        List<PutRecords.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(new PutRecords.Entry(
                    new PartitionKey("key-" + i), Optional.empty(), ("data-" + i).getBytes(StandardCharsets.UTF_8)));
        }
        PutRecords.Response put = call(
                "PutRecords", new PutRecords.Request(entries, Optional.of(stream), Optional.empty(), Optional.empty()));

        assertThat(put.failedRecordCount()).isZero();
        List<String> numbers = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (int shard = 0; shard < 2; shard++) {
            GetRecords.Response page =
                    read(iterator(stream, "shardId-00000000000" + shard, Positions.Type.TRIM_HORIZON));
            assertThat(page.records()).isNotEmpty();
            assertThat(page.millisBehindLatest()).isZero();
            page.records().forEach(record -> {
                numbers.add(record.sequenceNumber());
                data.add(
                        StandardCharsets.UTF_8.decode(record.data().duplicate()).toString());
            });
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(put.records().stream()
                        .map(result -> result.sequenceNumber().orElseThrow())
                        .toList());
        assertThat(data).contains("data-0", "data-499").doesNotHaveDuplicates();
    }

    @Test
    void latest_is_bound_when_the_iterator_is_made() throws Exception {
        StreamName stream = create("latest", 1);
        putOne(stream, "before");

        String latest = iterator(stream, "shardId-000000000000", Positions.Type.LATEST);
        putOne(stream, "after");

        GetRecords.Response page = read(latest);
        assertThat(page.records())
                .extracting(record ->
                        StandardCharsets.UTF_8.decode(record.data().duplicate()).toString())
                .containsExactly("after");
        assertThat(read(page.nextShardIterator().orElseThrow()).records()).isEmpty();
    }

    @Test
    void a_stream_made_again_under_the_same_name_serves_no_old_iterator_and_starts_above_the_old_numbers()
            throws Exception {
        StreamName stream = create("phoenix", 1);
        String before = putOne(stream, "old").sequenceNumber();
        String iterator = iterator(stream, "shardId-000000000000", Positions.Type.TRIM_HORIZON);

        call(
                "DeleteStream",
                new DeleteStream.Request(Optional.of(stream), Optional.empty(), Optional.empty(), Optional.empty()));
        await(() -> node.catalogImage().stream(stream).isEmpty());
        create("phoenix", 1);
        String after = putOne(stream, "new").sequenceNumber();

        assertThat(new java.math.BigInteger(after)).isGreaterThan(new java.math.BigInteger(before));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> read(iterator))
                .hasMessageContaining("ResourceNotFoundException");
    }

    private StreamName create(String name, int shards) throws Exception {
        StreamName stream = new StreamName(name);
        call(
                "CreateStream",
                new CreateStream.Request(
                        Optional.of(shards),
                        stream,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        await(() -> status(stream) == StreamStatus.ACTIVE);
        return stream;
    }

    private StreamStatus status(StreamName stream) throws Exception {
        DescribeStreamSummary.Response summary = call(
                "DescribeStreamSummary",
                new DescribeStreamSummary.Request(Optional.of(stream), Optional.empty(), Optional.empty()));
        return summary.streamDescriptionSummary().streamStatus();
    }

    private PutRecord.Response putOne(StreamName stream, String data) throws Exception {
        return call(
                "PutRecord",
                new PutRecord.Request(
                        Optional.empty(),
                        new PartitionKey("k"),
                        Optional.empty(),
                        data.getBytes(StandardCharsets.UTF_8),
                        Optional.of(stream),
                        Optional.empty(),
                        Optional.empty()));
    }

    private String iterator(StreamName stream, String shard, Positions.Type type) throws Exception {
        GetShardIterator.Response response = call(
                "GetShardIterator",
                new GetShardIterator.Request(
                        new ShardIdText(shard),
                        type,
                        Optional.empty(),
                        Optional.of(stream),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return response.shardIterator();
    }

    private GetRecords.Response read(String iterator) throws Exception {
        return call(
                "GetRecords",
                new GetRecords.Request(
                        Optional.empty(), new ShardIteratorText(iterator), Optional.empty(), Optional.empty()));
    }

    @SuppressWarnings("unchecked")
    private <O> O call(String operation, Record request) throws Exception {
        OperationTable.Entry<?, ?> entry = node.kinesis().find(operation).orElseThrow();
        return ((Operation<Record, O>) entry.operation())
                .handle(request, CONTEXT)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
