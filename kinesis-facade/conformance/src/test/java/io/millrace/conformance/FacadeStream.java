package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** A stream of its own for one test, deleted when the test closes it. */
public final class FacadeStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningFacade facade;
    private final KinesisClient kinesis;
    private final String name;
    private final String arn;

    private FacadeStream(RunningFacade facade, String name) {
        this.facade = facade;
        this.kinesis = facade.kinesis();
        this.name = name;
        this.arn = summary().streamARN();
    }

    static FacadeStream create(RunningFacade facade, Consumer<CreateStreamRequest.Builder> how) {
        String name = "test-" + UUID.randomUUID();
        facade.kinesis().createStream(request -> how.accept(request.streamName(name)));
        return new FacadeStream(facade, name).awaitActive();
    }

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    public StreamDescriptionSummary summary() {
        return kinesis.describeStreamSummary(r -> r.streamName(name)).streamDescriptionSummary();
    }

    public FacadeStream awaitActive() {
        until("stream " + name + " is active", () -> facade.isIn(name, StreamStatus.ACTIVE));
        return this;
    }

    public List<Shard> shards() {
        return kinesis.listShards(r -> r.streamName(name)).shards();
    }

    public List<String> shardIds() {
        return shards().stream().map(Shard::shardId).toList();
    }

    /** The id of the shard with that number. */
    public static String shardId(int number) {
        return "shardId-%012d".formatted(number);
    }

    public PutRecordResponse put(String key, String text) {
        return kinesis.putRecord(r -> r.streamName(name).partitionKey(key).data(SdkBytes.fromUtf8String(text)));
    }

    /** Splits a shard at that hash key and waits until it is done. */
    public void split(String shard, String at) {
        kinesis.splitShard(r -> r.streamName(name).shardToSplit(shard).newStartingHashKey(at));
        awaitActive();
    }

    /** Merges two shards and waits until it is done. */
    public void merge(String shard, String adjacent) {
        kinesis.mergeShards(r -> r.streamName(name).shardToMerge(shard).adjacentShardToMerge(adjacent));
        awaitActive();
    }

    public String iterator(String shard, ShardIteratorType type) {
        return kinesis.getShardIterator(r -> r.streamName(name).shardId(shard).shardIteratorType(type))
                .shardIterator();
    }

    /** All that a shard holds now, read to its end or to its tip. */
    public List<Record> readToTip(String shard) {
        List<Record> records = new ArrayList<>();
        @Nullable String next = iterator(shard, ShardIteratorType.TRIM_HORIZON);
        while (next != null) {
            String iterator = next;
            GetRecordsResponse answer = kinesis.getRecords(r -> r.shardIterator(iterator));
            records.addAll(answer.records());
            boolean tip = answer.records().isEmpty() && answer.millisBehindLatest() == 0;
            next = tip ? null : answer.nextShardIterator();
        }
        return records;
    }

    public List<String> textsToTip(String shard) {
        return readToTip(shard).stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    /** Registers a consumer, waits until it is active, and gives its ARN. */
    public String consumer(String consumerName) {
        String consumer = kinesis.registerStreamConsumer(r -> r.streamARN(arn).consumerName(consumerName))
                .consumer()
                .consumerARN();
        until("consumer " + consumerName + " is active", () -> facade.isActive(name, consumerName));
        return consumer;
    }

    public void awaitGone() {
        until("stream " + name + " is gone", () -> {
            try {
                summary();
                return false;
            } catch (ResourceNotFoundException e) {
                return true;
            }
        });
    }

    @Override
    public void close() {
        try {
            kinesis.deleteStream(r -> r.streamName(name).enforceConsumerDeletion(true));
        } catch (ResourceNotFoundException e) {
            assertThat(e.awsErrorDetails().errorMessage()).contains(name); // the test has deleted it
        }
    }

    public static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    public static void until(String what, Duration patience, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
