package io.millrace.server.dynamodbstreams.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.dynamodbstreams.Changes;
import io.millrace.server.dynamodbstreams.StreamsBench;
import org.junit.jupiter.api.Test;

final class DescribeStreamTest {

    private final StreamsBench bench = new StreamsBench("shop").topic("shop.orders", "id-1", 3);

    @Test
    void aPartitionIsAShardThatIsOpen() {
        bench.append("shop.orders", 0, Changes.key("a"), Changes.insert("a", 1));
        bench.append("shop.orders", 0, Changes.key("a"), Changes.insert("a", 1));
        bench.trim("shop.orders", 1);

        JsonNode stream = describe("");

        assertThat(stream.path("StreamStatus").asText()).isEqualTo("ENABLED");
        assertThat(stream.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(stream.path("KeySchema").toString()).isEqualTo("[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]");
        assertThat(stream.path("Shards")).hasSize(3);
        assertThat(stream.path("Shards").path(1).path("ShardId").asText()).matches("shardId-\\d{20}-00000001");
        assertThat(stream.path("Shards").path(0).path("SequenceNumberRange").toString())
                .isEqualTo("{\"StartingSequenceNumber\":\"000000000000000000001\"}");
        assertThat(stream.path("Shards").path(0).has("ParentShardId")).isFalse();
        assertThat(stream.has("LastEvaluatedShardId")).isFalse();
    }

    @Test
    void whatNoRecordTellsIsLeftOut() {
        JsonNode empty = describe("");
        bench.append("shop.orders", 2, Changes.key("a"), Changes.scanned("a"));
        JsonNode scanned = describe("");

        assertThat(empty.has("KeySchema")).isFalse();
        assertThat(empty.has("StreamViewType")).isFalse();
        assertThat(scanned.path("KeySchema")).hasSize(1);
        assertThat(scanned.has("StreamViewType")).isFalse();
    }

    @Test
    void pagesFollowEachOther() {
        JsonNode first = describe(",\"Limit\":2");
        JsonNode second = describe(",\"ExclusiveStartShardId\":" + first.path("LastEvaluatedShardId"));

        JsonNode all = describe(",\"ExclusiveStartShardId\":\"shardId-00000000000000000001-00000000\"");

        assertThat(all.path("Shards")).as("those behind one that is not there").hasSize(3);
        assertThat(first.path("Shards")).hasSize(2);
        assertThat(second.path("Shards")).hasSize(1);
        assertThat(second.has("LastEvaluatedShardId")).isFalse();
    }

    @Test
    void noShardHasChildren() {
        String filter = ",\"ShardFilter\":{\"Type\":\"CHILD_SHARDS\",\"ShardId\":\"%s\"}";

        assertThat(describe(filter.formatted(bench.shard("orders", 1))).path("Shards"))
                .isEmpty();
        assertThat(refusal(filter.formatted("shardId-00000000000000000001-00000000")))
                .isEqualTo("ResourceNotFoundException");
        assertThat(refusal(",\"ShardFilter\":{\"Type\":\"CHILD_SHARDS\"}")).isEqualTo("ValidationException");
    }

    @Test
    void aTopicThatIsAnotherOneOrHasMorePartitionsIsAnotherStream() {
        String before = bench.arn("orders");
        bench.topic("shop.orders", "id-1", 4);
        String grown = bench.arn("orders");
        bench.topic("shop.orders", "id-2", 3);
        String anew = bench.arn("orders");
        bench.topic("shop.orders", "id-1", 3);

        assertThat(before).isNotEqualTo(grown).isNotEqualTo(anew);
        assertThat(grown).isNotEqualTo(anew);
        assertThat(bench.arn("orders")).as("it is made of nothing else").isEqualTo(before);
        assertThat(bench.refusal("DescribeStream", "{\"StreamArn\":\"" + grown + "\"}"))
                .satisfies(error -> assertThat(error.message())
                        .isEqualTo("Requested resource not found: Stream: " + grown + " not found"));
    }

    @Test
    void arnsOfOthersAreNotFoundAndOtherTextsAreNone() {
        String arn = bench.arn("orders");

        assertThat(code(arn.replace("us-east-1", "us-west-1"))).isEqualTo("ResourceNotFoundException");
        assertThat(code(arn.replace("orders", "others"))).isEqualTo("ResourceNotFoundException");
        assertThat(code(arn.replace("/stream/", "/index/"))).isEqualTo("ValidationException");
        assertThat(code("short")).isEqualTo("ValidationException");
    }

    private String code(String arn) {
        return bench.refusal("DescribeStream", "{\"StreamArn\":\"" + arn + "\"}")
                .code();
    }

    private JsonNode describe(String members) {
        return bench.call("DescribeStream", "{\"StreamArn\":\"" + bench.arn("orders") + "\"" + members + "}")
                .path("StreamDescription");
    }

    private String refusal(String members) {
        return bench.refusal("DescribeStream", "{\"StreamArn\":\"" + bench.arn("orders") + "\"" + members + "}")
                .code();
    }
}
