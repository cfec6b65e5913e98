package io.millrace.conformance.themes;

import static io.millrace.conformance.client.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.conformance.client.ServiceError;
import org.junit.jupiter.api.Test;

/** A client raises the class that its library has for an error, so that programs can catch it. */
@EveryClient
class ErrorsIT {

    private final KinesisClientPort client;

    ErrorsIT(Client kind, RunningFacade facade) {
        this.client = facade.client(kind);
    }

    @Test
    void aStreamThatIsNotThereIsAResourceNotFoundException() {
        ServiceError error = refused("DescribeStreamSummary", request("StreamName", "nowhere"));

        assertThat(error.raisedAs()).isEqualTo("ResourceNotFoundException");
        assertThat(error).hasMessageMatching("Stream nowhere under account \\d{12} not found\\.");
    }

    @Test
    void aStreamMadeTwiceIsAResourceInUseException() {
        ClientStream stream = ClientStream.create(client, 1);

        ServiceError error = refused("CreateStream", request("StreamName", stream.name(), "ShardCount", 1));

        assertThat(error.raisedAs()).isEqualTo("ResourceInUseException");
        assertThat(error).hasMessageContaining(stream.name()).hasMessageContaining("already exists");
        stream.delete();
    }

    @Test
    void anIteratorThatIsNoneIsAnInvalidArgumentException() {
        ServiceError error = refused("GetRecords", request("ShardIterator", "garbage"));

        assertThat(error.raisedAs()).isEqualTo("InvalidArgumentException");
        assertThat(error).hasMessageContaining("Invalid ShardIterator");
    }

    @Test
    void aNameWithForbiddenLettersIsAValidationException() {
        ServiceError error = refused("DescribeStreamSummary", request("StreamName", "no such/name"));

        assertThat(error.code()).isEqualTo("ValidationException");
        assertThat(error).hasMessageStartingWith("1 validation error detected: Value 'no such/name' at 'streamName'");
    }

    private ServiceError refused(String operation, ObjectNode request) {
        return ClientStream.refused(() -> client.call(operation, request));
    }
}
