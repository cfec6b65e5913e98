package io.millrace.conformance.themes;

import static io.millrace.conformance.FacadeStream.until;
import static io.millrace.conformance.client.Requests.request;
import static io.millrace.conformance.themes.ClientStream.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

@EveryClient
class StreamsIT {

    private final KinesisClientPort client;

    StreamsIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void aStreamIsMadeDescribedChangedListedAndDeleted() {
        ClientStream stream = ClientStream.create(client, 2);

        JsonNode described = stream.call("DescribeStream").get("StreamDescription");
        assertThat(described.get("StreamName").asText()).isEqualTo(stream.name());
        assertThat(described.get("StreamARN").asText())
                .matches("arn:aws:kinesis:[a-z0-9-]+:\\d{12}:stream/" + stream.name());
        assertThat(list(described.get("Shards"))).hasSize(2);
        assertThat(described.get("HasMoreShards").asBoolean()).isFalse();
        assertThat(described.get("RetentionPeriodHours").asInt()).isEqualTo(24);
        assertThat(OffsetDateTime.parse(described.get("StreamCreationTimestamp").asText())
                        .toInstant())
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(5));

        stream.call("IncreaseStreamRetentionPeriod", "RetentionPeriodHours", 48);
        stream.awaitActive();
        stream.call("UpdateShardCount", "TargetShardCount", 4, "ScalingType", "UNIFORM_SCALING");
        stream.awaitActive();

        JsonNode summary = stream.summary();
        assertThat(summary.get("RetentionPeriodHours").asInt()).isEqualTo(48);
        assertThat(summary.get("OpenShardCount").asInt()).isEqualTo(4);
        assertThat(namesAfter(stream.name().substring(0, stream.name().length() - 1)))
                .contains(stream.name());

        stream.delete();
        until(
                "the stream is gone",
                () -> !namesAfter(stream.name().substring(0, stream.name().length() - 1))
                        .contains(stream.name()));
    }

    private List<String> namesAfter(String name) {
        JsonNode answer = client.call("ListStreams", request("ExclusiveStartStreamName", name, "Limit", 1));
        return list(answer.get("StreamNames")).stream().map(JsonNode::asText).toList();
    }
}
