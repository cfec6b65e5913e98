package io.millrace.conformance.dynamodbstreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.ClientPort;
import io.millrace.conformance.client.DynamoDbStreamsClients;
import io.millrace.conformance.client.ServiceError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ListStreams, DescribeStream, GetShardIterator and GetRecords with boto3 and the command line. */
@ExtendWith(FacadeExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherClientsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StreamsFacade facade;

    OtherClientsIT(RunningFacade shared) {
        this.facade = new StreamsFacade(shared);
    }

    @AfterAll
    void stop() throws Exception {
        facade.close();
    }

    @ParameterizedTest
    @EnumSource
    void aTableIsReadFromItsStreamToItsRecords(DynamoDbStreamsClients kind) {
        try (ClientPort client = kind.open(facade.facade().endpoints().http());
                ChangeTopic topic = facade.topic(1)) {
            topic.put(0, "a", 1);
            topic.remove(0, "a", 1);

            JsonNode listed = client.call("ListStreams", request().put("TableName", topic.table()));
            String arn = listed.at("/Streams/0/StreamArn").asText();
            JsonNode described = client.call("DescribeStream", request().put("StreamArn", arn));
            JsonNode iterator = client.call(
                    "GetShardIterator",
                    request()
                            .put("StreamArn", arn)
                            .put(
                                    "ShardId",
                                    described
                                            .at("/StreamDescription/Shards/0/ShardId")
                                            .asText())
                            .put("ShardIteratorType", "TRIM_HORIZON"));
            JsonNode records = client.call(
                    "GetRecords",
                    request()
                            .put("ShardIterator", iterator.path("ShardIterator").asText())
                            .put("Limit", 10));

            assertThat(described.at("/StreamDescription/StreamStatus").asText()).isEqualTo("ENABLED");
            assertThat(records.path("Records")).hasSize(2);
            assertThat(records.at("/Records/1/eventName").asText()).isEqualTo("REMOVE");
            assertThat(records.at("/Records/1/dynamodb/OldImage/version/N").asText())
                    .isEqualTo("1");
            assertThat(records.at("/Records/1/dynamodb/SequenceNumber").asText())
                    .matches("\\d{21}");
            assertThat(records.at("/Records/1/dynamodb/ApproximateCreationDateTime")
                            .asText())
                    .startsWith("2023-11-14T22:13:20");
            assertThat(records.has("NextShardIterator")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsAreTheServices(DynamoDbStreamsClients kind) {
        try (ClientPort client = kind.open(facade.facade().endpoints().http())) {
            assertThatThrownBy(
                            () -> client.call(
                                    "DescribeStream",
                                    request()
                                            .put(
                                                    "StreamArn",
                                                    "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2020-01-01T00:00:00.000")))
                    .isInstanceOfSatisfying(
                            ServiceError.class,
                            error -> assertThat(error.code()).isEqualTo("ResourceNotFoundException"));
            assertThatThrownBy(() -> client.call("ListStreams", request().put("Limit", 101)))
                    .isInstanceOfSatisfying(
                            ServiceError.class,
                            error -> assertThat(error.code()).isEqualTo("ValidationException"));
        }
    }

    private static ObjectNode request() {
        return JSON.createObjectNode();
    }
}
