package io.millrace.server.dynamodbstreams;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.dynamodbstreams.records.ChangeIterators;
import io.millrace.server.dynamodbstreams.records.ChangeReads;
import io.millrace.server.dynamodbstreams.records.ForeignRecords;
import io.millrace.server.dynamodbstreams.streams.StreamArns;
import io.millrace.server.dynamodbstreams.streams.TableFacts;
import io.millrace.server.dynamodbstreams.streams.TableStreams;
import io.millrace.server.dynamodbstreams.streams.TableTopics;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.token.TokenSeal;
import io.millrace.server.wire.RequestReader;
import io.millrace.server.wire.ResponseWriter;
import io.millrace.server.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The whole API over topics in memory, by its JSON. */
public final class StreamsBench {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicsInMemory topics = new TopicsInMemory();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestReader reader = new RequestReader(DynamoDbStreamsShapes.shapes());
    private final ResponseWriter writer = new ResponseWriter(DynamoDbStreamsShapes.shapes());
    private final OperationTable operations;
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    public StreamsBench(String... prefixes) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        operations = DynamoDbStreamsApi.operations(new DynamoDbStreamsParts(
                topics,
                new TableStreams(
                        topics, new TableTopics(List.of(prefixes)), new StreamArns("us-east-1", "000000000000")),
                new TableFacts(topics, topics::read),
                new ChangeReads(topics::read, topics, new ForeignRecords(registry)),
                new ChangeIterators(new TokenSeal(() -> new byte[32]), clock),
                prefixes.length > 0));
    }

    /** A topic of one partition; its id is its name. */
    public StreamsBench topic(String name) {
        return topic(name, name, 1);
    }

    public StreamsBench topic(String name, String id, int partitions) {
        topics.create(name, id, partitions);
        return this;
    }

    public long append(String topic, int partition, String key, String value) {
        return topics.append(topic, partition, key, value);
    }

    public void appendMarker(String topic) {
        topics.appendMarker(topic, 0);
    }

    public void trim(String topic, long start) {
        topics.trim(topic, 0, start);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public double foreignRecords() {
        return registry.get("millrace.dynamodbstreams.foreign.records")
                .counter()
                .count();
    }

    public JsonNode call(String operation, String request) {
        return call(operations.find(operation).orElseThrow(), request);
    }

    private <I extends Record, O> JsonNode call(OperationTable.Entry<I, O> entry, String json) {
        I request = reader.read(entry.requestType(), WireFormat.JSON_1_0, json.getBytes(StandardCharsets.UTF_8));
        O response = entry.operation()
                .handle(request, new RequestContext("request-1", RequestContext.ANONYMOUS, now))
                .toCompletableFuture()
                .join();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(response, WireFormat.JSON_1_0, out);
            return JSON.readTree(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public AwsError refusal(String operation, String request) {
        Throwable thrown = catchThrowable(() -> call(operation, request));
        if (thrown != null && Failures.cause(thrown) instanceof AwsException e) {
            return e.error();
        }
        throw new AssertionError("not refused", thrown);
    }

    /** The only stream of a table. */
    public String arn(String table) {
        return call("ListStreams", "{\"TableName\":\"" + table + "\"}")
                .path("Streams")
                .path(0)
                .path("StreamArn")
                .asText();
    }

    public String shard(String table, int partition) {
        return call("DescribeStream", "{\"StreamArn\":\"" + arn(table) + "\"}")
                .path("StreamDescription")
                .path("Shards")
                .path(partition)
                .path("ShardId")
                .asText();
    }

    /** Of the first shard. */
    public String iterator(String table, String type) {
        return call("GetShardIterator", iteratorRequest(table, "\"ShardIteratorType\":\"" + type + "\""))
                .path("ShardIterator")
                .asText();
    }

    public String iteratorRequest(String table, String members) {
        return "{\"StreamArn\":\"" + arn(table) + "\",\"ShardId\":\"" + shard(table, 0) + "\"," + members + "}";
    }

    public JsonNode records(String iterator) {
        return call("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
    }
}
