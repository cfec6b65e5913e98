package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.records.GetRecords;
import io.millrace.server.kinesis.records.GetShardIterator;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.shape.HashKeyText;
import io.millrace.server.kinesis.shape.PartitionKey;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.ShardIteratorText;
import io.millrace.server.kinesis.shards.SplitShard;
import io.millrace.server.kinesis.streams.CreateStream;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Calls a node's operations as the dispatcher does, without HTTP. */
final class NodeClient {

    private static final RequestContext CONTEXT = new RequestContext("test", RequestContext.ANONYMOUS, Instant.EPOCH);

    private final Node node;

    NodeClient(Node node) {
        this.node = node;
    }

    StreamName create(String name, int shards) {
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
        awaitActive(stream);
        return stream;
    }

    void awaitActive(StreamName stream) {
        await(() -> node.catalogImage().stream(stream)
                .filter(image -> image.fact().isActive())
                .isPresent());
    }

    StreamImage image(StreamName stream) {
        return node.catalogImage().stream(stream).orElseThrow();
    }

    void split(StreamName stream, String shard, String at) {
        call(
                "SplitShard",
                new SplitShard.Request(
                        new HashKeyText(at),
                        Optional.of(stream),
                        new ShardIdText(shard),
                        Optional.empty(),
                        Optional.empty()));
    }

    PutRecord.Response put(StreamName stream, String key, String data) {
        return join(putAsync(stream, key, data));
    }

    CompletableFuture<PutRecord.Response> putAsync(StreamName stream, String key, String data) {
        return begin(
                "PutRecord",
                new PutRecord.Request(
                        Optional.empty(),
                        new PartitionKey(key),
                        Optional.empty(),
                        data.getBytes(StandardCharsets.UTF_8),
                        Optional.of(stream),
                        Optional.empty(),
                        Optional.empty()));
    }

    String iterator(StreamName stream, String shard, Positions.Type type) {
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

    GetRecords.Response read(String iterator) {
        return call(
                "GetRecords",
                new GetRecords.Request(
                        Optional.empty(), new ShardIteratorText(iterator), Optional.empty(), Optional.empty()));
    }

    /** What a reader gets from a shard until it is caught up, or the shard has ended. */
    List<Read> readAll(StreamName stream, String shard) {
        List<Read> all = new ArrayList<>();
        Optional<String> iterator = Optional.of(iterator(stream, shard, Positions.Type.TRIM_HORIZON));
        while (iterator.isPresent()) {
            GetRecords.Response page = read(iterator.get());
            page.records()
                    .forEach(record -> all.add(new Read(
                            record.sequenceNumber(),
                            record.partitionKey(),
                            StandardCharsets.UTF_8
                                    .decode(record.data().duplicate())
                                    .toString())));
            iterator = page.nextShardIterator().filter(next -> page.millisBehindLatest() > 0);
        }
        return all;
    }

    record Read(String sequenceNumber, String key, String data) {}

    <O> O call(String operation, Record request) {
        return join(begin(operation, request));
    }

    @SuppressWarnings("unchecked")
    <O> CompletableFuture<O> begin(String operation, Record request) {
        OperationTable.Entry<?, ?> entry = node.kinesis().find(operation).orElseThrow();
        return ((Operation<Record, O>) entry.operation())
                .handle(request, CONTEXT)
                .toCompletableFuture();
    }

    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
