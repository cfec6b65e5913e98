package io.millrace.conformance.dynamodbstreams;

import static io.millrace.conformance.FacadeStream.until;
import static io.millrace.conformance.Refusals.refused;
import static io.millrace.conformance.dynamodbstreams.StreamsFacade.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.JavaClientSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** ListStreams, DescribeStream, GetShardIterator and GetRecords with the AWS SDK for Java, over a real broker. */
@ExtendWith(FacadeExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbStreamsIT {

    private final RunningFacade shared;
    private final StreamsFacade facade;
    private final DynamoDbStreamsClient client;

    DynamoDbStreamsIT(RunningFacade shared) {
        this.shared = shared;
        this.facade = new StreamsFacade(shared);
        this.client = facade.client();
    }

    @AfterAll
    void stop() throws Exception {
        facade.close();
    }

    @Test
    void aTopicIsReadAsTheStreamOfItsTable() {
        try (ChangeTopic topic = facade.topic(2)) {
            topic.scanned(0, "s");
            topic.put(0, "a", 1);
            topic.abort(0, "x");
            topic.write(0, "a", "not the connector's");
            topic.remove(0, "a", 1);
            topic.put(1, "b", 1);
            String arn = facade.arn(topic);

            StreamDescription stream = facade.describe(arn);
            List<Record> first = facade.read(facade.iterator(arn, 0, ShardIteratorType.TRIM_HORIZON));
            List<Record> second = facade.read(facade.iterator(arn, 1, ShardIteratorType.TRIM_HORIZON));

            assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ENABLED);
            assertThat(stream.tableName()).isEqualTo(topic.table());
            assertThat(arn).endsWith(stream.streamLabel());
            assertThat(stream.keySchema())
                    .singleElement()
                    .satisfies(key -> assertThat(key.attributeName()).isEqualTo("id"));
            assertThat(texts(first)).containsExactly("INSERT a", "REMOVE a");
            assertThat(texts(second)).containsExactly("INSERT b");
            Record removed = first.get(1);
            assertThat(removed.dynamodb().oldImage().get("version").n()).isEqualTo("1");
            assertThat(removed.dynamodb().hasNewImage()).isFalse();
            assertThat(removed.dynamodb().approximateCreationDateTime().getEpochSecond())
                    .isEqualTo(1_700_000_000);
            assertThat(removed.awsRegion()).isEqualTo("eu-west-1");
            assertThat(removed.eventSource()).isEqualTo("aws:dynamodb");
        }
    }

    @Test
    void whoFollowsSeesWhatIsWrittenLater() {
        try (ChangeTopic topic = facade.topic(1)) {
            String arn = facade.arn(topic);
            String[] next = {facade.iterator(arn, 0, ShardIteratorType.LATEST)};
            for (int version = 1; version <= 5; version++) {
                topic.put(0, "a", version);
                String expected = Integer.toString(version);

                var answer = client.getRecords(r -> r.shardIterator(next[0]));

                assertThat(answer.records())
                        .singleElement()
                        .satisfies(record -> assertThat(record.dynamodb()
                                        .newImage()
                                        .get("version")
                                        .n())
                                .isEqualTo(expected));
                next[0] = answer.nextShardIterator();
            }
        }
    }

    @Test
    void sequenceNumbersAreInOrderAndCanBeGoneBackTo() {
        try (ChangeTopic topic = facade.topic(1)) {
            topic.put(0, "a", 1);
            topic.put(0, "b", 1);
            topic.put(0, "c", 1);
            String arn = facade.arn(topic);
            String shard = facade.describe(arn).shards().get(0).shardId();
            List<Record> all = facade.read(facade.iterator(arn, 0, ShardIteratorType.TRIM_HORIZON));
            List<String> numbers = all.stream()
                    .map(record -> record.dynamodb().sequenceNumber())
                    .toList();

            assertThat(numbers).isSorted().allMatch(number -> number.matches("\\d{21}"));
            for (int i = 0; i < all.size(); i++) {
                String number = numbers.get(i);
                assertThat(facade.read(client.getShardIterator(r -> r.streamArn(arn)
                                        .shardId(shard)
                                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                                        .sequenceNumber(number))
                                .shardIterator()))
                        .isEqualTo(all.subList(i, all.size()));
                assertThat(facade.read(client.getShardIterator(r -> r.streamArn(arn)
                                        .shardId(shard)
                                        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                        .sequenceNumber(number))
                                .shardIterator()))
                        .isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }

    @Test
    void whatKafkaHasDeletedIsTrimmed() {
        try (ChangeTopic topic = facade.topic(1)) {
            topic.put(0, "a", 1);
            topic.put(0, "b", 1);
            String arn = facade.arn(topic);
            String shard = facade.describe(arn).shards().get(0).shardId();
            String iterator = facade.iterator(arn, 0, ShardIteratorType.TRIM_HORIZON);
            topic.trim(0, 2);

            refused(
                    "GetShardIterator",
                    TrimmedDataAccessException.class,
                    () -> client.getShardIterator(r -> r.streamArn(arn)
                            .shardId(shard)
                            .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                            .sequenceNumber("0".repeat(21))));
            refused(
                    "GetRecords",
                    TrimmedDataAccessException.class,
                    () -> client.getRecords(r -> r.shardIterator(iterator)));
            assertThat(texts(facade.read(facade.iterator(arn, 0, ShardIteratorType.TRIM_HORIZON))))
                    .containsExactly("INSERT b");
        }
    }

    @Test
    void anIteratorExpiresAfterFifteenMinutes() {
        try (ChangeTopic topic = facade.topic(1)) {
            String iterator = facade.iterator(facade.arn(topic), 0, ShardIteratorType.LATEST);
            facade.clock.move(Duration.ofMinutes(14));
            assertThat(facade.read(iterator)).isEmpty();
            facade.clock.move(Duration.ofMinutes(2));

            refused(
                    "GetRecords",
                    ExpiredIteratorException.class,
                    () -> client.getRecords(r -> r.shardIterator(iterator)));
        }
    }

    @Test
    void aTopicWithMorePartitionsIsAnotherStream() {
        try (ChangeTopic topic = facade.topic(1)) {
            topic.put(0, "a", 1);
            String before = facade.arn(topic);
            String shard = facade.describe(before).shards().get(0).shardId();
            String iterator = facade.iterator(before, 0, ShardIteratorType.TRIM_HORIZON);

            topic.grow(2);
            until(
                    "the other stream",
                    Duration.ofSeconds(20),
                    () -> !facade.arn(topic).equals(before));

            assertThat(facade.describe(facade.arn(topic)).shards()).hasSize(2);
            refused("DescribeStream", ResourceNotFoundException.class, () -> facade.describe(before))
                    .hasMessageContaining("Requested resource not found: Stream: " + before + " not found");
            refused(
                    "GetShardIterator",
                    ResourceNotFoundException.class,
                    () -> client.getShardIterator(
                            r -> r.streamArn(before).shardId(shard).shardIteratorType(ShardIteratorType.LATEST)));
            until("the end of what is known of the old one", Duration.ofSeconds(20), () -> isRefused(iterator));
            refused(
                    "GetRecords",
                    ResourceNotFoundException.class,
                    () -> client.getRecords(r -> r.shardIterator(iterator)));
        }
    }

    private boolean isRefused(String iterator) {
        try {
            client.getRecords(r -> r.shardIterator(iterator));
            return false;
        } catch (ResourceNotFoundException e) {
            return true;
        }
    }

    @Test
    void aTopicThatIsMadeAnewIsAnotherStream() {
        try (ChangeTopic topic = facade.topic(1)) {
            String before = facade.arn(topic);
            topic.delete();
            until(
                    "no stream",
                    Duration.ofSeconds(20),
                    () -> client.listStreams(r -> r.tableName(topic.table()))
                            .streams()
                            .isEmpty());
            topic.create(1);
            until(
                    "the other stream",
                    Duration.ofSeconds(20),
                    () -> !client.listStreams(r -> r.tableName(topic.table()))
                            .streams()
                            .isEmpty());

            assertThat(facade.arn(topic)).isNotEqualTo(before);
        }
    }

    @Test
    void pagesOfShardsFollowEachOtherAndNoneHasChildren() {
        try (ChangeTopic topic = facade.topic(3)) {
            String arn = facade.arn(topic);
            StreamDescription first =
                    client.describeStream(r -> r.streamArn(arn).limit(2)).streamDescription();
            StreamDescription second = client.describeStream(
                            r -> r.streamArn(arn).exclusiveStartShardId(first.lastEvaluatedShardId()))
                    .streamDescription();
            List<Shard> children = client.describeStream(r -> r.streamArn(arn)
                            .shardFilter(filter -> filter.type(ShardFilterType.CHILD_SHARDS)
                                    .shardId(first.shards().get(0).shardId())))
                    .streamDescription()
                    .shards();

            assertThat(first.shards()).hasSize(2);
            assertThat(second.shards()).hasSize(1);
            assertThat(second.lastEvaluatedShardId()).isNull();
            assertThat(children).isEmpty();
        }
    }

    @Test
    void anotherServerOfTheSameKafkaTellsTheSame() throws Exception {
        try (ChangeTopic topic = facade.topic(2);
                StreamsFacade other = new StreamsFacade(shared)) {
            topic.put(0, "a", 1);
            String arn = facade.arn(topic);

            assertThat(other.arn(topic)).isEqualTo(arn);
            assertThat(other.describe(arn)).isEqualTo(facade.describe(arn));
        }
    }

    @Test
    void whereNoTopicsAreConfiguredItIsSaid() {
        try (DynamoDbStreamsClient off =
                new JavaClientSettings(shared.endpoints().http(), false).dynamoDbStreams()) {
            assertThatThrownBy(() -> off.listStreams())
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("dynamodbStreams.topicPrefixes");
        }
    }
}
