package io.millrace.server.dynamodbstreams.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.dynamodbstreams.Changes;
import io.millrace.server.dynamodbstreams.StreamsBench;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GetRecordsTest {

    private static final String TOPIC = "shop.orders";

    private final StreamsBench bench = new StreamsBench("shop").topic(TOPIC);

    @Test
    void aChangeIsARecordOfTheService() {
        bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", 1));

        JsonNode answer = bench.records(bench.iterator("orders", "TRIM_HORIZON"));

        assertThat(answer.path("Records").toString())
                .isEqualTo("[{\"eventID\":\"e1\",\"eventName\":\"INSERT\",\"eventVersion\":\"1.1\","
                        + "\"eventSource\":\"aws:dynamodb\",\"awsRegion\":\"eu-west-1\",\"dynamodb\":{"
                        + "\"ApproximateCreationDateTime\":1571849028,\"Keys\":{\"id\":{\"S\":\"a\"}},"
                        + "\"NewImage\":{\"id\":{\"S\":\"a\"},\"version\":{\"N\":\"1\"}},"
                        + "\"SequenceNumber\":\"000000000000000000000\",\"SizeBytes\":91,"
                        + "\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}}]");
        assertThat(answer.path("NextShardIterator").asText())
                .startsWith(bench.arn("orders") + "|1|")
                .hasSizeLessThan(2048);
    }

    @Test
    void whatNoStreamHasIsPassedOverAndIteratorsMoveOn() {
        for (int i = 0; i < 3_000; i++) {
            bench.append(TOPIC, 0, Changes.key("a" + i), Changes.scanned("a" + i));
        }
        bench.append(TOPIC, 0, Changes.key("a"), "");
        bench.append(TOPIC, 0, Changes.key("a"), "{\"op\":\"m\",\"message\":{\"prefix\":\"x\"}}");
        long last = bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", 1));

        JsonNode answer = bench.records(bench.iterator("orders", "TRIM_HORIZON"));

        assertThat(answer.path("Records")).hasSize(1);
        assertThat(answer.at("/Records/0/dynamodb/SequenceNumber").asText()).isEqualTo("%021d".formatted(last));
        assertThat(bench.records(answer.path("NextShardIterator").asText()).path("Records"))
                .isEmpty();
        assertThat(bench.foreignRecords()).isZero();
    }

    @Test
    void recordsOfOthersArePassedOverAndCounted() {
        bench.append(TOPIC, 0, "k", "not JSON");
        bench.append(TOPIC, 0, "k", "[1]");
        bench.append(TOPIC, 0, Changes.key("a"), Changes.envelope("c", "null", "{\"id\":1}", "NEW_IMAGE", ""));
        bench.append(TOPIC, 0, Changes.key("a"), Changes.envelope("c", "null", "\"no item\"", "NEW_IMAGE", ""));
        bench.append(TOPIC, 0, "{\"other\":1}", Changes.insert("a", 1));
        bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", 2));

        JsonNode records =
                bench.records(bench.iterator("orders", "TRIM_HORIZON")).path("Records");

        assertThat(records).hasSize(1);
        assertThat(bench.foreignRecords()).isEqualTo(5);
    }

    @Test
    void aPageHasNoMoreRecordsThanAskedFor() {
        for (int i = 0; i < 5; i++) {
            bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", i));
        }
        String iterator = bench.iterator("orders", "TRIM_HORIZON");

        JsonNode first = bench.call("GetRecords", "{\"ShardIterator\":\"" + iterator + "\",\"Limit\":3}");
        JsonNode second = bench.records(first.path("NextShardIterator").asText());

        assertThat(first.path("Records")).hasSize(3);
        assertThat(second.path("Records")).hasSize(2);
        assertThat(bench.refusal("GetRecords", "{\"ShardIterator\":\"" + iterator + "\",\"Limit\":1001}")
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    void aPageHasNoMoreThanAMegabyte() {
        String big = "x".repeat(400_000);
        for (int i = 0; i < 5; i++) {
            bench.append(TOPIC, 0, Changes.key(big), Changes.insert(big, i));
        }

        JsonNode first = bench.records(bench.iterator("orders", "TRIM_HORIZON"));

        assertThat(first.path("Records")).as("keys and image").hasSize(1);
        assertThat(bench.records(first.path("NextShardIterator").asText()).path("Records"))
                .hasSize(1);
    }

    @Test
    void whatWasTrimmedBelowAnIteratorIsSaidToBe() {
        bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", 1));
        bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", 2));
        String iterator = bench.iterator("orders", "TRIM_HORIZON");
        bench.trim(TOPIC, 1);

        assertThat(bench.refusal("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}")
                        .code())
                .isEqualTo("TrimmedDataAccessException");
    }

    @Test
    void iteratorsLiveForFifteenMinutes() {
        String iterator = bench.iterator("orders", "LATEST");
        bench.pass(Duration.ofMinutes(15));
        assertThat(bench.records(iterator).path("Records")).isEmpty();
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.refusal("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}")
                        .code())
                .isEqualTo("ExpiredIteratorException");
    }

    @Test
    void anIteratorThatIsNotOursIsRefused() {
        String iterator = bench.iterator("orders", "LATEST");

        for (String other :
                new String[] {"x", "a|1|b", iterator + "A", iterator.replace("table/orders", "table/others")}) {
            assertThat(bench.refusal("GetRecords", "{\"ShardIterator\":\"" + other + "\"}")
                            .code())
                    .isEqualTo("ValidationException");
        }
    }

    @Test
    void anIteratorOpensNothingInATopicThatIsAnotherOne() throws Exception {
        bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", 1));
        StreamsBench other = new StreamsBench("shop").topic(TOPIC, "another", 1);
        String iterator = bench.iterator("orders", "TRIM_HORIZON");

        assertThat(other.refusal("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}")
                        .code())
                .isEqualTo("ResourceNotFoundException");
    }
}
