package io.millrace.conformance.dynamodbstreams;

import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.JavaClientSettings;
import io.millrace.local.testing.MovableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A server of topics with the prefix {@code t}, and the AWS SDK for Java with it. */
final class StreamsFacade implements AutoCloseable {

    static final String PREFIX = "t";

    private final RunningFacade facade;
    private final DynamoDbStreamsClient client;

    /** Of the server. */
    final MovableClock clock = MovableClock.running();

    StreamsFacade(RunningFacade shared) {
        this.facade = shared.another(Map.of("dynamodbStreams.topicPrefixes", PREFIX), clock);
        this.client = new JavaClientSettings(facade.endpoints().http(), false).dynamoDbStreams();
    }

    RunningFacade facade() {
        return facade;
    }

    DynamoDbStreamsClient client() {
        return client;
    }

    ChangeTopic topic(int partitions) {
        return new ChangeTopic(facade.endpoints().bootstrapServers(), PREFIX, partitions);
    }

    /** Of the table's only stream. */
    String arn(ChangeTopic topic) {
        return client.listStreams(r -> r.tableName(topic.table()))
                .streams()
                .get(0)
                .streamArn();
    }

    StreamDescription describe(String arn) {
        return client.describeStream(r -> r.streamArn(arn)).streamDescription();
    }

    String iterator(String arn, int shard, ShardIteratorType type) {
        Shard found = describe(arn).shards().get(shard);
        return client.getShardIterator(
                        r -> r.streamArn(arn).shardId(found.shardId()).shardIteratorType(type))
                .shardIterator();
    }

    /** All that a shard has from there on. */
    List<Record> read(String iterator) {
        List<Record> all = new ArrayList<>();
        String next = iterator;
        while (true) {
            String current = next;
            var answer = client.getRecords(r -> r.shardIterator(current));
            if (answer.records().isEmpty()) {
                return all;
            }
            all.addAll(answer.records());
            next = answer.nextShardIterator();
        }
    }

    static List<String> texts(List<Record> records) {
        return records.stream()
                .map(record -> record.eventNameAsString() + " "
                        + record.dynamodb().keys().get("id").s())
                .toList();
    }

    @Override
    public void close() throws Exception {
        client.close();
        facade.close();
    }
}
