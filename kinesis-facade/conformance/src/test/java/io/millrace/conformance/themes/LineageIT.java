package io.millrace.conformance.themes;

import static io.millrace.conformance.client.Requests.request;
import static io.millrace.conformance.themes.ClientStream.list;
import static io.millrace.conformance.themes.ClientStream.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@EveryClient
class LineageIT {

    private static final String MIDDLE = BigInteger.TWO.pow(127).toString();

    private final KinesisClientPort client;

    LineageIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void whoFollowsTheShardsFromParentToChildReadsEachRecordOnceAndInOrder() {
        ClientStream stream = ClientStream.create(client, 1);
        String root = "shardId-000000000000";

        stream.putAll("key", "before-", 10);
        stream.call("SplitShard", "ShardToSplit", root, "NewStartingHashKey", MIDDLE);
        stream.awaitActive();
        String childOfKey = shardOf(stream.putAll("key", "between-", 10));
        stream.call(
                "MergeShards", "ShardToMerge", "shardId-000000000001", "AdjacentShardToMerge", "shardId-000000000002");
        stream.awaitActive();
        String last = shardOf(stream.putAll("key", "after-", 10));

        List<String> visited = new ArrayList<>();
        List<String> read = new ArrayList<>();
        walk(stream, root, last, 10, visited, new HashSet<>(), read);

        assertThat(visited).hasSize(4).startsWith(root).contains(childOfKey).endsWith(last);
        assertThat(read).hasSize(30).doesNotHaveDuplicates();
        assertThat(read.subList(0, 10)).allMatch(text -> text.startsWith("before-"));
        assertThat(read.subList(10, 20)).allMatch(text -> text.startsWith("between-"));
        assertThat(read.subList(20, 30)).allMatch(text -> text.startsWith("after-"));
        assertRanges(stream.shards());
        stream.delete();
    }

    private static String shardOf(List<JsonNode> entries) {
        return entries.get(0).get("ShardId").asText();
    }

    /** Reads a shard to its end, then its children whose parents have all been read. The last shard stays open. */
    private void walk(
            ClientStream stream,
            String shard,
            String last,
            int inLast,
            List<String> visited,
            Set<String> finished,
            List<String> read) {
        visited.add(shard);
        String iterator = stream.iterator(shard, "TRIM_HORIZON");
        if (shard.equals(last)) {
            read.addAll(texts(stream.read(iterator, inLast)));
            return;
        }
        JsonNode answer = client.call("GetRecords", request("ShardIterator", iterator));
        while (answer.has("NextShardIterator")) {
            assertThat(list(answer.path("ChildShards"))).isEmpty();
            read.addAll(texts(list(answer.get("Records"))));
            answer = client.call(
                    "GetRecords",
                    request("ShardIterator", answer.get("NextShardIterator").asText()));
        }
        read.addAll(texts(list(answer.get("Records"))));
        finished.add(shard);
        assertThat(list(answer.get("ChildShards"))).isNotEmpty();
        for (JsonNode child : answer.get("ChildShards")) {
            List<String> parents = list(child.get("ParentShards")).stream()
                    .map(JsonNode::asText)
                    .toList();
            assertThat(parents).contains(shard);
            String id = child.get("ShardId").asText();
            if (finished.containsAll(parents) && !visited.contains(id)) {
                walk(stream, id, last, inLast, visited, finished, read);
            }
        }
    }

    private static void assertRanges(List<JsonNode> shards) {
        assertThat(shards).hasSize(4);
        JsonNode root = shards.get(0);
        JsonNode left = shards.get(1);
        JsonNode right = shards.get(2);
        JsonNode merged = shards.get(3);
        assertThat(root.at("/SequenceNumberRange").has("EndingSequenceNumber")).isTrue();
        assertThat(left.at("/HashKeyRange/StartingHashKey").asText()).isEqualTo("0");
        assertThat(left.at("/HashKeyRange/EndingHashKey").asText())
                .isEqualTo(new BigInteger(MIDDLE).subtract(BigInteger.ONE).toString());
        assertThat(right.at("/HashKeyRange/StartingHashKey").asText()).isEqualTo(MIDDLE);
        assertThat(right.get("ParentShardId")).isEqualTo(root.get("ShardId"));
        assertThat(merged.get("ParentShardId")).isEqualTo(left.get("ShardId"));
        assertThat(merged.get("AdjacentParentShardId")).isEqualTo(right.get("ShardId"));
        assertThat(merged.at("/SequenceNumberRange").has("EndingSequenceNumber"))
                .isFalse();
        assertThat(new BigInteger(
                        left.at("/SequenceNumberRange/StartingSequenceNumber").asText()))
                .isGreaterThan(new BigInteger(
                        root.at("/SequenceNumberRange/EndingSequenceNumber").asText()));
    }
}
