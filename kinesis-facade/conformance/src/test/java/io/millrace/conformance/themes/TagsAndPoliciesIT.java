package io.millrace.conformance.themes;

import static io.millrace.conformance.client.Requests.request;
import static io.millrace.conformance.themes.ClientStream.list;
import static io.millrace.conformance.themes.ClientStream.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.conformance.client.ServiceError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EveryClient
class TagsAndPoliciesIT {

    private final KinesisClientPort client;

    TagsAndPoliciesIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void tagsAreAddedListedInOrderAndRemoved() {
        ClientStream stream = ClientStream.create(client, 1);

        stream.call("AddTagsToStream", "Tags", Map.of("team", "río", "a", "1", "empty", ""));
        stream.call("RemoveTagsFromStream", "TagKeys", List.of("a"));

        assertThat(tags(stream.call("ListTagsForStream"))).containsExactly("empty=", "team=río");
        stream.delete();
    }

    @Test
    void theNewerFamilyOfTagOperationsSeesTheSameTags() {
        ClientStream stream = ClientStream.create(client, 1);
        String arn = stream.arn();

        client.call("TagResource", request("ResourceARN", arn, "Tags", Map.of("x", "1", "y", "2")));
        client.call("UntagResource", request("ResourceARN", arn, "TagKeys", List.of("x")));

        assertThat(tags(client.call("ListTagsForResource", request("ResourceARN", arn))))
                .containsExactly("y=2");
        assertThat(tags(stream.call("ListTagsForStream"))).containsExactly("y=2");
        stream.delete();
    }

    @Test
    void aResourcePolicyIsKeptAsItWasGiven() {
        ClientStream stream = ClientStream.create(client, 1);
        String arn = stream.arn();
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Sid":"read","Effect":"Allow",\
                "Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
                "Action":["kinesis:DescribeStreamSummary","kinesis:GetRecords"],"Resource":"%s"}]}""".formatted(arn);

        client.call("PutResourcePolicy", request("ResourceARN", arn, "Policy", policy));

        assertThat(client.call("GetResourcePolicy", request("ResourceARN", arn))
                        .get("Policy")
                        .asText())
                .isEqualTo(policy);
        client.call("DeleteResourcePolicy", request("ResourceARN", arn));
        ServiceError error = refused(() -> client.call("DeleteResourcePolicy", request("ResourceARN", arn)));
        assertThat(error.raisedAs()).isEqualTo("ResourceNotFoundException");
        stream.delete();
    }

    private static List<String> tags(JsonNode answer) {
        return list(answer.get("Tags")).stream()
                .map(tag -> tag.get("Key").asText() + "=" + tag.path("Value").asText())
                .toList();
    }
}
