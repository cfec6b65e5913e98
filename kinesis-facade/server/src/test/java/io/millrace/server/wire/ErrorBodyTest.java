package io.millrace.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.millrace.server.operation.AwsError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorBodyTest {

    @Test
    void an_error_has_its_type_and_message() {
        assertThat(json(AwsError.resourceNotFound("Stream \"a\" not found.")))
                .isEqualTo("{\"__type\":\"ResourceNotFoundException\",\"message\":\"Stream \\\"a\\\" not found.\"}");
    }

    @Test
    void a_SerializationException_spells_its_message_with_a_capital() {
        assertThat(json(AwsError.serialization("Expected null")))
                .isEqualTo("{\"__type\":\"SerializationException\",\"Message\":\"Expected null\"}");
    }

    @Test
    void an_empty_message_is_left_out_and_an_unknown_operation_has_none() {
        assertThat(json(AwsError.serialization(""))).isEqualTo("{\"__type\":\"SerializationException\"}");
        assertThat(json(AwsError.unknownOperation("PutRekord")))
                .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
    }

    @Test
    void in_cbor_the_keys_are_the_same() throws IOException {
        JsonNode body = new CBORMapper().readTree(ErrorBody.of(AwsError.limitExceeded("too much"), WireFormat.CBOR));

        assertThat(body.toString()).isEqualTo("{\"__type\":\"LimitExceededException\",\"message\":\"too much\"}");
    }

    private static String json(AwsError error) {
        return new String(ErrorBody.of(error, WireFormat.JSON), StandardCharsets.UTF_8);
    }
}
