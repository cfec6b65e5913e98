package io.millrace.conformance.themes;

import static io.millrace.conformance.client.Requests.request;
import static io.millrace.conformance.themes.ClientStream.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EveryClient
class ListShardsIT {

    private final KinesisClientPort client;

    ListShardsIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void aPageLeadsToTheNextByItsTokenAlone() {
        ClientStream stream = ClientStream.create(client, 5);

        List<String> ids = new ArrayList<>();
        JsonNode page = stream.call("ListShards", "MaxResults", 2);
        ids.addAll(ids(page));
        while (page.has("NextToken")) {
            page = client.call(
                    "ListShards", request("NextToken", page.get("NextToken").asText(), "MaxResults", 2));
            ids.addAll(ids(page));
        }

        assertThat(ids)
                .containsExactly(
                        "shardId-000000000000",
                        "shardId-000000000001",
                        "shardId-000000000002",
                        "shardId-000000000003",
                        "shardId-000000000004");
        assertThat(ids(stream.call("ListShards", "ExclusiveStartShardId", "shardId-000000000002")))
                .containsExactly("shardId-000000000003", "shardId-000000000004");
        stream.delete();
    }

    @Test
    void aFilterTellsShardsThatAreOpenFromThoseThatWere() {
        ClientStream stream = ClientStream.create(client, 1);
        stream.put("key", "keeps the shard from being trimmed at once");
        stream.call(
                "SplitShard",
                "ShardToSplit",
                "shardId-000000000000",
                "NewStartingHashKey",
                BigInteger.TWO.pow(127).toString());
        stream.awaitActive();

        assertThat(filtered(stream, Map.of("Type", "AT_LATEST")))
                .containsExactly("shardId-000000000001", "shardId-000000000002");
        assertThat(filtered(stream, Map.of("Type", "AT_TRIM_HORIZON"))).containsExactly("shardId-000000000000");
        assertThat(filtered(stream, Map.of("Type", "FROM_TRIM_HORIZON"))).hasSize(3);
        assertThat(filtered(stream, Map.of("Type", "AFTER_SHARD_ID", "ShardId", "shardId-000000000001")))
                .containsExactly("shardId-000000000002");
        stream.delete();
    }

    private static List<String> filtered(ClientStream stream, Map<String, String> filter) {
        return ids(stream.call("ListShards", "ShardFilter", filter));
    }

    private static List<String> ids(JsonNode page) {
        return list(page.get("Shards")).stream()
                .map(shard -> shard.get("ShardId").asText())
                .toList();
    }
}
