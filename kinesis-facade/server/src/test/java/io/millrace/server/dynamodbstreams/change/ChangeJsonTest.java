package io.millrace.server.dynamodbstreams.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.server.dynamodbstreams.Changes;
import io.millrace.server.kafka.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChangeJsonTest {

    private static final String BEFORE = Changes.item("a", 1);
    private static final String AFTER = Changes.item("a", 2);
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(100_000).build())
            .build());

    @ParameterizedTest
    @CsvSource({
        "c, NEW_AND_OLD_IMAGES, INSERT, true, false",
        "u, NEW_AND_OLD_IMAGES, MODIFY, true, true",
        "d, NEW_AND_OLD_IMAGES, REMOVE, false, true",
        "u, NEW_IMAGE, MODIFY, true, false",
        "d, NEW_IMAGE, REMOVE, false, false",
        "u, OLD_IMAGE, MODIFY, false, true",
        "d, OLD_IMAGE, REMOVE, false, true",
        "c, KEYS_ONLY, INSERT, false, false",
        "d, KEYS_ONLY, REMOVE, false, false",
    })
    void eachViewShowsWhatItHas(String op, String view, String event, boolean newImage, boolean oldImage)
            throws Exception {
        boolean before = op.equals("d") || (op.equals("u") && (view.equals("OLD_IMAGE") || view.contains("AND")));

        JsonNode change =
                change(Changes.envelope(op, before ? BEFORE : "null", op.equals("d") ? "null" : AFTER, view, ""));

        assertThat(change.path("eventName").asText()).isEqualTo(event);
        assertThat(change.path("dynamodb").has("NewImage")).isEqualTo(newImage);
        assertThat(change.path("dynamodb").has("OldImage")).isEqualTo(oldImage);
        assertThat(change.path("dynamodb").path("Keys").toString()).isEqualTo("{\"id\":{\"S\":\"a\"}}");
        assertThat(change.has("userIdentity")).isFalse();
    }

    @Test
    void whoRemovedAnItemIsToldIfItWasNotAUser() throws Exception {
        JsonNode change = change(Changes.envelope(
                        "d",
                        BEFORE,
                        "null",
                        "NEW_AND_OLD_IMAGES",
                        ",\"user_identity_principal_id\":\"dynamodb.amazonaws.com\"")
                .replace("\"user_identity_type\":null", "\"user_identity_type\":\"Service\""));

        assertThat(change.path("userIdentity").toString())
                .isEqualTo("{\"PrincipalId\":\"dynamodb.amazonaws.com\",\"Type\":\"Service\"}");
    }

    @Test
    void withASchemaItIsTheSame() throws Exception {
        String key = "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"id\"}]},\"payload\":" + Changes.key("a")
                + "}";
        String value = "{\"schema\":{\"op\":[1],\"before\":{}},\"payload\":" + Changes.insert("a", 2) + "}";

        byte[] with = ChangeJson.of(stored(key, value), "1").orElseThrow();
        byte[] without = ChangeJson.of(stored(Changes.key("a"), Changes.insert("a", 2)), "1")
                .orElseThrow();

        assertThat(with).isEqualTo(without);
    }

    @Test
    void keysHaveTheirOrder() throws Exception {
        assertThat(KeyNames.of("{\"pk\":\"1\",\"sk\":\"AA==\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of("pk", "sk"));
        assertThat(KeyNames.of("{\"schema\":\"1\",\"payload\":\"2\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of("schema", "payload"));
    }

    @Test
    void valuesOfEveryTypeComeThroughAsTheyAre() throws Exception {
        String item = "{\"id\":{\"S\":\"ä\\\"€\"},\"n\":{\"N\":\"12345678901234567890123456789012345678\"},"
                + "\"m\":{\"M\":{}},\"l\":{\"L\":[{\"NULL\":true},{\"BOOL\":false}]},\"b\":{\"BS\":[\"AA==\"]}}";

        JsonNode change =
                change(Changes.envelope("c", "null", JSON.writeValueAsString(item), "NEW_AND_OLD_IMAGES", ""));

        assertThat(change.path("dynamodb").path("NewImage")).isEqualTo(JSON.readTree(item));
    }

    /** DynamoDB's names of attributes have 64 KiB at the most. */
    @Test
    void aNameMayBeAsLongAsDynamoDbHasThem() throws Exception {
        String name = "x".repeat(65_535);
        String item = "{\"id\":{\"S\":\"a\"},\"" + name + "\":{\"NULL\":true}}";

        JsonNode change =
                change(Changes.envelope("c", "null", JSON.writeValueAsString(item), "NEW_AND_OLD_IMAGES", ""));

        assertThat(change.path("dynamodb").path("NewImage").has(name)).isTrue();
    }

    @Test
    void anEnvelopeThatLacksWhatAStreamTellsIsForeign() {
        String whole = Changes.insert("a", 1);

        for (String field : List.of("event_id", "stream_view_type", "size_bytes", "aws_region")) {
            assertThatThrownBy(() -> change(whole.replace("\"" + field + "\"", "\"other\"")))
                    .isInstanceOf(ForeignRecordException.class)
                    .hasMessageContaining(field);
        }
    }

    private static JsonNode change(String value) throws Exception {
        return JSON.readTree(ChangeJson.of(stored(Changes.key("a"), value), "1").orElseThrow());
    }

    private static StoredRecord stored(String key, String value) {
        return new StoredRecord(
                0, 0, key.getBytes(StandardCharsets.UTF_8), ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }
}
