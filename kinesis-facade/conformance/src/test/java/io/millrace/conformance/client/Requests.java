package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes requests in the neutral form. */
public final class Requests {

    private Requests() {}

    /** An object of alternating names and values; blobs are byte arrays and timestamps are instants. */
    public static ObjectNode request(Object... namesAndValues) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.set((String) namesAndValues[i], toJson(namesAndValues[i + 1]));
        }
        return request;
    }

    private static JsonNode toJson(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof byte[] bytes) {
            return json.textNode(java.util.Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Integer number) {
            return json.numberNode(number);
        } else if (value instanceof Boolean flag) {
            return json.booleanNode(flag);
        } else if (value instanceof List<?> list) {
            return json.arrayNode().addAll(list.stream().map(Requests::toJson).toList());
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = json.objectNode();
            map.forEach((key, item) -> object.set((String) key, toJson(item)));
            return object;
        } else if (value instanceof Instant || value instanceof String || value instanceof Enum) {
            return json.textNode(value.toString());
        }
        throw new IllegalArgumentException("no neutral form of " + value.getClass());
    }
}
