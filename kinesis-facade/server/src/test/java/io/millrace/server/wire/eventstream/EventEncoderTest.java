package io.millrace.server.wire.eventstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.ResponseWriter;
import io.millrace.server.wire.Shapes;
import io.millrace.server.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class EventEncoderTest {

    private final ResponseWriter writer = new ResponseWriter(Shapes.builder().build());
    private final EventEncoder encoder = new EventEncoder(writer, WireFormat.JSON);

    private record SubscribeToShardEvent(String continuationSequenceNumber, Long millisBehindLatest) {}

    @Test
    void the_initial_response_is_an_empty_structure() {
        Message message = Message.decode(encoder.initialResponse());

        assertThat(message.getHeaders())
                .isEqualTo(headers(
                        ":message-type", "event",
                        ":event-type", "initial-response",
                        ":content-type", "application/x-amz-json-1.1"));
        assertThat(text(message)).isEqualTo("{}");
    }

    @Test
    void an_event_has_the_name_of_its_class() {
        Message message = Message.decode(encoder.event(new SubscribeToShardEvent("49", 0L)));

        assertThat(message.getHeaders())
                .isEqualTo(headers(
                        ":message-type", "event",
                        ":event-type", "SubscribeToShardEvent",
                        ":content-type", "application/x-amz-json-1.1"));
        assertThat(text(message)).isEqualTo("{\"ContinuationSequenceNumber\":\"49\",\"MillisBehindLatest\":0}");
    }

    @Test
    void an_exception_has_the_name_of_its_error() {
        Message message = Message.decode(encoder.exception(AwsError.resourceInUse("taken over")));

        assertThat(message.getHeaders())
                .isEqualTo(headers(
                        ":message-type", "exception",
                        ":exception-type", "ResourceInUseException",
                        ":content-type", "application/x-amz-json-1.1"));
        assertThat(text(message)).contains("\"message\":\"taken over\"");
    }

    @Test
    void payloads_have_the_format_of_the_request_and_any_size() {
        EventEncoder cbor = new EventEncoder(writer, WireFormat.CBOR);

        Message message = Message.decode(cbor.event(new SubscribeToShardEvent("9".repeat(100_000), 1L)));

        assertThat(message.getHeaders())
                .containsEntry(":content-type", HeaderValue.fromString("application/x-amz-cbor-1.1"));
        assertThat(message.getPayload())
                .hasSizeGreaterThan(100_000)
                .startsWith(0xbf)
                .endsWith(0xff);
    }

    private static Map<String, HeaderValue> headers(String... namesAndValues) {
        return Map.of(
                namesAndValues[0], HeaderValue.fromString(namesAndValues[1]),
                namesAndValues[2], HeaderValue.fromString(namesAndValues[3]),
                namesAndValues[4], HeaderValue.fromString(namesAndValues[5]));
    }

    private static String text(Message message) {
        return new String(message.getPayload(), StandardCharsets.UTF_8);
    }
}
