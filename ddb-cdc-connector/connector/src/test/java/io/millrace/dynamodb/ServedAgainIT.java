package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.testing.Capture;
import io.millrace.dynamodb.testing.DynamoDbLocal;
import io.millrace.dynamodb.testing.TestTable;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.Eventually;
import io.millrace.server.Facade;
import io.millrace.server.config.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What the facade serves of a topic that the connector wrote is what DynamoDB Local serves of the table. */
final class ServedAgainIT {

    private static final DynamoDbLocal DYNAMODB = DynamoDbLocal.shared();
    private static final ConnectCluster CONNECT = ConnectCluster.shared();

    @TempDir
    Path folder;

    private final String name = "served-" + Long.toHexString(System.nanoTime());
    private Facade facade;
    private DynamoDbStreamsClient served;

    @BeforeEach
    void startTheFacade() {
        facade = Facade.start(
                ServerConfig.of(Map.of(
                        "http.port",
                        "0",
                        "kafka.bootstrapServers",
                        CONNECT.bootstrapServers(),
                        "kafka.catalogTopic",
                        "catalog-" + name,
                        "dynamodbStreams.topicPrefixes",
                        "t")),
                folder);
        served = DynamoDbStreamsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + facade.port().orElseThrow()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(ApacheHttpClient.create())
                .build();
    }

    @AfterEach
    void nothingIsLeft() {
        served.close();
        facade.close();
        CONNECT.delete(name);
    }

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void changesOfEveryView(StreamViewType view) {
        TestTable table = TestTable.create(DYNAMODB, name, view);
        Map<String, AttributeValue> item = itemOfEveryType();
        DYNAMODB.client().putItem(put -> put.tableName(name).item(item));
        table.put("a", 1);
        table.put("a", 1);
        table.put("a", 2);
        table.delete("a");

        assertServedAsTheTableHasThem(4);

        StreamDescription description = describe(served);
        assertThat(description.streamViewType()).isEqualTo(view);
        assertThat(description.keySchema())
                .isEqualTo(describe(DYNAMODB.streams()).keySchema());
    }

    @Test
    void whatTtlRemovesIsMarked() {
        TestTable table = TestTable.create(DYNAMODB, name);
        DYNAMODB.client()
                .updateTimeToLive(ttl -> ttl.tableName(name)
                        .timeToLiveSpecification(how -> how.enabled(true).attributeName("version")));
        long anHourAgo = System.currentTimeMillis() / 1000 - 3600;
        table.put("a", (int) anHourAgo);

        assertServedAsTheTableHasThem(2);

        Record removed = records(served).get(1);
        assertThat(removed.userIdentity().type()).isEqualTo("Service");
        assertThat(removed.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
    }

    private void assertServedAsTheTableHasThem(int count) {
        CONNECT.createConnector(name, Capture.of(DYNAMODB, name, Map.of()));
        List<Record> all = Eventually.get(
                Duration.ofSeconds(60),
                count + " records",
                () -> Optional.of(records(served)).filter(found -> found.size() >= count),
                () -> records(DYNAMODB.streams()));

        assertThat(all).isEqualTo(records(DYNAMODB.streams()));
        assertThat(all).hasSize(count);
    }

    private static Map<String, AttributeValue> itemOfEveryType() {
        return Map.of(
                "id", AttributeValue.fromS("ä\"€"),
                "n", AttributeValue.fromN("12345678901234567890123456789012345678"),
                "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
                "ns", AttributeValue.fromNs(List.of("1", "2.5")),
                "bs", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {1}))),
                "m", AttributeValue.fromM(Map.of("empty", AttributeValue.fromM(Map.of()))),
                "l", AttributeValue.fromL(List.of(AttributeValue.fromNul(true), AttributeValue.fromBool(false))));
    }

    private StreamDescription describe(DynamoDbStreamsClient client) {
        return client.listStreams(r -> r.tableName(name)).streams().stream()
                .findFirst()
                .map(stream -> client.describeStream(r -> r.streamArn(stream.streamArn()))
                        .streamDescription())
                .orElse(StreamDescription.builder().shards(List.of()).build());
    }

    /** All of the only shard, but for their sequence numbers: here they are offsets. */
    private List<Record> records(DynamoDbStreamsClient client) {
        List<Record> all = new ArrayList<>();
        StreamDescription stream = describe(client);
        stream.shards().forEach(shard -> {
            String next = client.getShardIterator(r -> r.streamArn(stream.streamArn())
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            GetRecordsResponse page;
            do {
                String current = next;
                page = client.getRecords(r -> r.shardIterator(current));
                page.records().forEach(record -> all.add(without(record)));
                next = page.nextShardIterator();
            } while (next != null && !page.records().isEmpty());
        });
        return all;
    }

    private static Record without(Record record) {
        return record.toBuilder()
                .dynamodb(record.dynamodb().toBuilder().sequenceNumber(null).build())
                .build();
    }
}
